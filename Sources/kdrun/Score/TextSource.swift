/// The texts of the command line, in one batch.
struct TextSource: ScoreSource {
  private let memory: UnsafeMutablePointer<UInt8>
  private var records: [ScoreRecord] = []
  let byteCount: Int

  /// Copies the texts into memory that lives as long as the process.
  init(_ texts: [[UInt8]]) {
    byteCount = texts.reduce(0) { $0 + $1.count }
    memory = .allocate(capacity: byteCount)
    var used = 0
    for (index, text) in texts.enumerated() {
      text.withUnsafeBufferPointer {
        if let source = $0.baseAddress { (memory + used).update(from: source, count: text.count) }
      }
      records.append(ScoreRecord(text: used..<(used + text.count), number: index + 1))
      used += text.count
    }
  }

  var base: UnsafePointer<UInt8> { UnsafePointer(memory) }

  mutating func next(_ records: inout [ScoreRecord]) throws(Failure) -> Bool {
    records = Array(self.records.prefix(batchCount))
    self.records.removeFirst(records.count)
    return !records.isEmpty
  }
}
