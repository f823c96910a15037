import KDData

/// The blocks of a stream, and what takes them apart.
struct BlockSource {
  private var reader: BlockReader<HeadedInput>
  private var rows: RowReader
  /// The block with the header; its rows come after it.
  private var first: ByteBlock?
  /// Why there is no more to read; `finish` throws it.
  private var failure: Failure?
  /// Lines in front of the first block.
  private(set) var lineCount = 0
  private(set) var parser: BlockParser

  /// Bytes read so far.
  var byteCount: Int { reader.byteCount }

  /// Reads the header, if the format has one.
  init(_ input: RecognizedInput) {
    rows = RowReader(
      input.recognition.normalisedFormat, name: input.name, columns: input.recognition.columns)
    reader = BlockReader(input.bytes, hasQuotes: rows.hasQuotes)
    parser = BlockParser(rows)
    do throws(DataError) { try readHeader() } catch { failure = Failure(error) }
  }

  private mutating func readHeader() throws(DataError) {
    var spare = ByteBlock()
    while let block = read(mayWait: true, spare) {
      if try rows.readHeader(block) {
        first = block
        break
      }
      lineCount += block.countLines()
      spare = block
    }
    if first == nil && failure == nil { _ = try rows.finish() }
    parser = BlockParser(rows)
  }

  /// Columns that were found by another spelling.
  var respelled: [(wanted: String, found: String)] { rows.respelled }
  /// That rows are numbered though there are columns that are not read.
  var numberingNote: String? { rows.numberingNote }

  /// Puts the next bytes into `block`; false at the end, or when it would wait and may not.
  mutating func next(mayWait: Bool, into block: ScoringBlock) -> Bool {
    guard let input = first ?? read(mayWait: mayWait, block.input) else { return false }
    first = nil
    block.input = input
    return true
  }

  private mutating func read(mayWait: Bool, _ spare: ByteBlock) -> ByteBlock? {
    if failure != nil { return nil }
    do throws(Failure) {
      return try reader.next(mayWait: mayWait, spare: spare)
    } catch {
      failure = error
      return nil
    }
  }

  /// Throws what ended the reading early; the blocks before it were handed out.
  func finish() throws(Failure) {
    if let failure { throw failure }
  }
}
