import KDDistill

/// Rows of a CSV or JSON Lines stream.
struct RowSource: ScoreSource {
  private let file: InputFile
  private var reader: RowReader
  private let block: UnsafeMutableBufferPointer<UInt8>
  /// The part of the block that was read and not yet cut.
  private var position = 0
  private var end = 0
  private var isAtEnd = false
  /// Met while records before it were in hand.
  private var fault: DataError?
  /// The fields of the batch, one after the other. Not freed, as the block.
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 2 * blockByteCount
  private var used = 0
  private(set) var byteCount = 0

  init(_ file: InputFile, _ format: DataFormat, _ columns: ColumnNames) {
    self.file = file
    reader = RowReader(format, name: file.name, columns: columns)
    block = .allocate(capacity: blockByteCount)
    memory = .allocate(capacity: capacity)
  }

  var base: UnsafePointer<UInt8> { UnsafePointer(memory) }

  mutating func next(_ records: inout [ScoreRecord]) throws(Failure) -> Bool {
    records.removeAll(keepingCapacity: true)
    used = 0
    while fault == nil && records.count < batchCount && used < blockByteCount {
      do throws(DataError) {
        if let row = try nextRow() {
          append(row, to: &records)
          continue
        }
      } catch {
        fault = error
        break
      }
      if isAtEnd || !records.isEmpty { break }
      try fill()
    }
    if !records.isEmpty { return true }
    if let fault { throw Failure(fault) }
    return false
  }

  private mutating func nextRow() throws(DataError) -> DataRow? {
    if isAtEnd {
      defer { end = -1 }
      return end < 0 ? nil : try reader.finish()
    }
    return try reader.next(UnsafeBufferPointer(rebasing: block[..<end]), at: &position)
  }

  private mutating func fill() throws(Failure) {
    position = 0
    end = try file.read(into: block.baseAddress!, count: block.count)
    byteCount += end
    isAtEnd = end == 0
  }

  private mutating func append(_ row: DataRow, to records: inout [ScoreRecord]) {
    var record = ScoreRecord(text: 0..<0, number: row.number, isTooLong: row.isTooLong)
    record.text = store(row.text)
    if let item = row.item { record.item = store(item) }
    if let id = row.id { record.id = store(id) }
    records.append(record)
  }

  private mutating func store(_ bytes: ArraySlice<UInt8>) -> Range<Int> {
    if bytes.count > capacity - used {
      capacity = max(2 * capacity, used + bytes.count)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      larger.update(from: memory, count: used)
      memory.deallocate()
      memory = larger
    }
    bytes.withUnsafeBufferPointer {
      if let source = $0.baseAddress { (memory + used).update(from: source, count: $0.count) }
    }
    used += bytes.count
    return (used - bytes.count)..<used
  }
}
