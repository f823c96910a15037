/// Examples laid out for training: tokens end to end, labels and soft labels in flat arrays.
package final class Corpus: @unchecked Sendable {
  package let count: Int
  let labelCount: Int
  /// Tokens of example i: `tokens[starts[i] ..< starts[i + 1]]`.
  let tokens: UnsafeMutablePointer<UInt16>
  let starts: UnsafeMutablePointer<Int32>
  /// Label index, or −1.
  let labels: UnsafeMutablePointer<Int32>
  /// [count, labelCount], at the temperature; zeros for an example without soft labels.
  let soft: FloatBuffer
  /// Of each teacher whose hidden states the student is aligned with.
  let states: [CorpusStates]
  /// All examples, longest first, equal lengths in order.
  let byLength: UnsafeMutablePointer<Int32>
  /// Their token counts, longest first: how much the largest shard has to hold.
  let lengths: [Int]

  /// - Parameter temperature: of the teacher's probabilities (`DualLoss.targets`); nil: as given.
  package init(_ examples: [Example], labelCount: Int, temperature: Float? = nil) {
    count = examples.count
    self.labelCount = labelCount
    let total = examples.reduce(0) { $0 + $1.tokens.count }
    tokens = .allocate(capacity: max(total, 1))
    starts = .allocate(capacity: count + 1)
    labels = .allocate(capacity: max(count, 1))
    soft = FloatBuffer(count * labelCount)
    states = CorpusStates.all(examples)
    byLength = .allocate(capacity: max(count, 1))
    let sorted = examples.indices.sorted {
      let (a, b) = (examples[$0].tokens.count, examples[$1].tokens.count)
      return a == b ? $0 < $1 : a > b
    }
    for (place, example) in sorted.enumerated() { byLength[place] = Int32(example) }
    lengths = sorted.map { examples[$0].tokens.count }
    starts[0] = 0
    var next = 0
    for (i, example) in examples.enumerated() {
      precondition(!example.tokens.isEmpty, "example \(i) has no token")
      precondition((-1..<labelCount).contains(example.label), "label of example \(i)")
      precondition(
        example.soft.isEmpty || example.soft.count == labelCount, "soft labels of example \(i)")
      for token in example.tokens {
        tokens[next] = token
        next += 1
      }
      starts[i + 1] = Int32(next)
      labels[i] = Int32(example.label)
      let targets =
        temperature.map { DualLoss.targets(example.soft, temperature: $0) } ?? example.soft
      for (k, p) in targets.enumerated() { soft.pointer[i * labelCount + k] = p }
    }
  }

  deinit {
    tokens.deallocate()
    starts.deallocate()
    labels.deallocate()
    byLength.deallocate()
  }

  func length(_ example: Int) -> Int { Int(starts[example + 1] - starts[example]) }

  /// Sorts the few `examples` of a batch by length, longest first, equal lengths in the order
  /// given; by insertion, without memory.
  func sortByLength(_ examples: UnsafeMutableBufferPointer<Int32>) {
    for i in 1..<max(examples.count, 1) {
      let moved = examples[i]
      let length = self.length(Int(moved))
      var j = i
      while j > 0 && self.length(Int(examples[j - 1])) < length {
        examples[j] = examples[j - 1]
        j -= 1
      }
      examples[j] = moved
    }
  }
}
