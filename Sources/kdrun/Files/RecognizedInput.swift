import KDData
import KDSystem

/// A file or stream of responses whose first bytes were looked at, to tell what it is.
struct RecognizedInput {
  let recognition: Recognition
  /// All bytes, from the first: as they are, or plain CSV made from them.
  let bytes: HeadedInput
  /// For messages.
  let name: String

  /// Waits for the first bytes; of a file in another form than the usual it reads all.
  ///
  /// - Parameter asked: the format asked for; nil: by the bytes, lines where they have no columns.
  static func look(
    at file: InputFile, columns: ColumnNames, hints: ReadingHints, asked: DataFormat?
  ) throws(Failure) -> RecognizedInput {
    let sample = try file.readSample(Recognition.sampleByteCount)
    let isPacked = asked == nil && UnpackedFile.isNeeded(for: sample.bytes)
    let all = isPacked ? sample.bytes + (try file.readRest()) : []
    let recognition: Recognition
    do throws(DataError) {
      if isPacked {
        return try unpacked(all, file.name, columns: columns, hints: hints)
      }
      recognition = try Recognition(
        sample.bytes, isWhole: sample.isWhole, path: file.name, columns: columns, hints: hints,
        asked: asked, mayBeLines: true)
    } catch { throw Failure(error) }
    if recognition.isPlain {
      let bytes = HeadedInput(head: sample.bytes, rest: sample.isWhole ? nil : file)
      return RecognizedInput(
        recognition: recognition, bytes: bytes, name: file.name)
    }
    let text = sample.bytes + (try file.readRest())
    do throws(DataError) {
      let bytes = HeadedInput(head: try recognition.normalised(text, file.name), rest: nil)
      return RecognizedInput(
        recognition: recognition, bytes: bytes, name: file.name)
    } catch { throw Failure(error) }
  }

  /// All of a file that has to be unpacked before it can be looked at.
  private static func unpacked(
    _ all: [UInt8], _ name: String, columns: ColumnNames, hints: ReadingHints
  ) throws(DataError) -> RecognizedInput {
    let file = try UnpackedFile(all, path: name, sheet: hints.sheet)
    let recognition = try Recognition(
      of: file, columns: columns, hints: hints, mayBeLines: true)
    let bytes = HeadedInput(head: try recognition.normalised(file.bytes, name), rest: nil)
    return RecognizedInput(
      recognition: recognition, bytes: bytes, name: name)
  }
}

extension InputFile {
  /// What follows the sample; refuses a file that is too long.
  fileprivate func readRest() throws(Failure) -> [UInt8] {
    let rest = try readAll(limit: maximumDataFileByteCount)
    if rest.count > maximumDataFileByteCount {
      throw .badData("\(name): file too long, expected at most \(maximumDataFileByteCount) bytes")
    }
    return rest
  }
}

/// Bytes in memory, then those of a file.
struct HeadedInput: ByteInput {
  private let head: [UInt8]
  private var position = 0
  private let rest: InputFile?

  init(head: [UInt8], rest: InputFile?) {
    self.head = head
    self.rest = rest
  }

  mutating func read(
    into memory: UnsafeMutablePointer<UInt8>, count: Int
  ) throws(Failure) -> Int {
    let length = min(count, head.count - position)
    guard length > 0 else { return try rest?.read(into: memory, count: count) ?? 0 }
    try Signals.check()
    head.withUnsafeBufferPointer { memory.update(from: $0.baseAddress! + position, count: length) }
    position += length
    return length
  }

  func hasMore() -> Bool { position < head.count || rest?.hasMore() ?? true }
}
