#if !KDRUN_TINY
  import KDRuntime

  /// The parts of a line, made once and copied from then on.
  package struct CachedText: LineText, Sendable {
    package let labelCount: Int
    package let maximumByteCount: Int
    /// By label; the last for what was not scored.
    private let heads: Phrases
    /// By label.
    private let names: Phrases
    /// By `Reason.rawValue`.
    private let reasons: Phrases

    package init<Text: LineText>(_ text: Text) {
      labelCount = text.labelCount
      func phrases(_ count: Int, _ put: (Int, inout ByteWriter) -> Void) -> Phrases {
        Phrases(
          (0..<count).map { index in
            [UInt8](unsafeUninitializedCapacity: text.maximumByteCount) { memory, count in
              var writer = ByteWriter(memory.baseAddress!)
              put(index, &writer)
              count = writer.count
            }
          })
      }
      heads = phrases(labelCount + 1) { text.putHead($0, to: &$1) }
      names = phrases(labelCount) { text.putName($0, to: &$1) }
      reasons = phrases(Reason.allCases.count) { text.putReason(Reason.allCases[$0], to: &$1) }
      maximumByteCount = heads.longest + names.total + reasons.longest + ByteWriter.slack
    }

    package func putHead(_ label: Int, to writer: inout ByteWriter) {
      writer.put(phrase: heads[label])
    }
    package func putName(_ index: Int, to writer: inout ByteWriter) {
      writer.put(phrase: names[index])
    }
    package func putReason(_ reason: Reason, to writer: inout ByteWriter) {
      writer.put(phrase: reasons[Int(reason.rawValue)])
    }
  }

  extension ScoreLine where Text == CachedText {
    /// As `write`. Compiled here for this text, since a generic function that another module calls is
    /// not made for a type.
    package func append(
      _ response: ScoredResponse, id: UnsafeBufferPointer<UInt8>?, number: Int,
      millionths: UnsafePointer<UInt32>, logits: UnsafeBufferPointer<Int32>,
      to writer: inout ByteWriter
    ) {
      write(
        response, id: id, number: number, millionths: millionths, logits: logits, to: &writer)
    }
  }

  /// Byte strings that are written again and again, by number.
  ///
  /// Not freed: it lives as long as the process. Memory behind the last is readable, so that a
  /// phrase can be copied 16 bytes at a time.
  private struct Phrases: @unchecked Sendable {
    private let memory: UnsafePointer<UInt8>
    /// Ends of all, the first preceded by 0.
    private let ends: UnsafePointer<Int>
    /// Bytes of the longest.
    let longest: Int
    /// Bytes of all.
    let total: Int

    init(_ phrases: [[UInt8]]) {
      longest = phrases.reduce(0) { max($0, $1.count) }
      total = phrases.reduce(0) { $0 + $1.count }
      let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: total + ByteWriter.slack)
      memory.initialize(repeating: 0, count: total + ByteWriter.slack)
      let ends = UnsafeMutablePointer<Int>.allocate(capacity: phrases.count + 1)
      ends[0] = 0
      for (index, phrase) in phrases.enumerated() {
        for (offset, byte) in phrase.enumerated() { memory[ends[index] + offset] = byte }
        ends[index + 1] = ends[index] + phrase.count
      }
      self.memory = UnsafePointer(memory)
      self.ends = UnsafePointer(ends)
    }

    subscript(_ index: Int) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: memory + ends[index], count: ends[index + 1] - ends[index])
    }
  }
#endif
