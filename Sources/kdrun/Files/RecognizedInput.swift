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
  init(
    _ file: InputFile, columns: ColumnNames, hints: ReadingHints, asked: DataFormat?
  ) throws(Failure) {
    name = file.name
    let sample = try file.readSample(Recognition.sampleByteCount)
    do throws(DataError) {
      recognition = try Recognition(
        sample.bytes, isWhole: sample.isWhole, path: file.name, columns: columns, hints: hints,
        asked: asked, mayBeLines: true)
    } catch { throw Failure(error) }
    if recognition.isPlain {
      bytes = HeadedInput(head: sample.bytes, rest: sample.isWhole ? nil : file)
      return
    }
    let all = sample.bytes + (try file.readAll(limit: maximumDataFileByteCount))
    if all.count > maximumDataFileByteCount {
      throw .badData("\(name): file too long, expected at most \(maximumDataFileByteCount) bytes")
    }
    do throws(DataError) {
      bytes = HeadedInput(head: try recognition.normalised(all, name), rest: nil)
    } catch { throw Failure(error) }
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
