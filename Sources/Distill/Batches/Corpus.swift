/// Examples laid out for training: tokens end to end, labels and soft labels in flat arrays.
///
/// A row is what the student reads at once: a response, or one option of a choice question.
package final class Corpus: @unchecked Sendable {
  package let count: Int
  /// Labels; of choice questions the most options.
  let labelCount: Int
  /// Whether the examples are choice questions; their labels are options.
  let isChoice: Bool
  /// Rows of example i: `rowOffsets[i] ..< rowOffsets[i + 1]`; most rows of one.
  let rowOffsets: [Int32]
  let mostRows: Int
  var rowCount: Int { Int(rowOffsets[count]) }
  /// Tokens of row i: `tokens[tokenOffsets[i] ..< tokenOffsets[i + 1]]`.
  let tokens: UnsafeMutablePointer<UInt16>
  let tokenOffsets: UnsafeMutablePointer<Int32>
  /// Label index of each example, or −1.
  let labels: UnsafeMutablePointer<Int32>
  /// [count, labelCount], at the temperature; zeros for an example without soft labels.
  let soft: FloatBuffer
  /// Of each teacher whose hidden states the student is aligned with.
  let states: [CorpusStates]
  /// All rows, longest first, equal lengths in order.
  let byLength: UnsafeMutablePointer<Int32>
  /// Their token counts, longest first: how much the largest shard has to hold.
  let lengths: [Int]

  /// - Parameter temperature: of the teacher's probabilities (`DualLoss.targets`); nil: as given.
  package init(_ examples: [TrainingExample], labelCount: Int, temperature: Float? = nil) {
    count = examples.count
    isChoice = examples.contains { $0.isChoice }
    mostRows = examples.reduce(1) { max($0, $1.inputs.count) }
    self.labelCount = isChoice ? mostRows : labelCount
    let labelCount = self.labelCount
    rowOffsets = examples.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.inputs.count)) }
    let inputs = examples.flatMap { $0.inputs }
    let total = inputs.reduce(0) { $0 + $1.count }
    tokens = .allocate(capacity: max(total, 1))
    tokenOffsets = .allocate(capacity: inputs.count + 1)
    labels = .allocate(capacity: max(count, 1))
    soft = FloatBuffer(count * labelCount)
    states = CorpusStates.all(examples)
    byLength = .allocate(capacity: max(inputs.count, 1))
    let sorted = inputs.indices.sorted {
      let (a, b) = (inputs[$0].count, inputs[$1].count)
      return a == b ? $0 < $1 : a > b
    }
    for (place, row) in sorted.enumerated() { byLength[place] = Int32(row) }
    lengths = sorted.map { inputs[$0].count }
    tokenOffsets[0] = 0
    var next = 0
    for (i, tokens) in inputs.enumerated() {
      precondition(!tokens.isEmpty, "row \(i) has no token")
      for token in tokens {
        self.tokens[next] = token
        next += 1
      }
      tokenOffsets[i + 1] = Int32(next)
    }
    for (i, example) in examples.enumerated() {
      let outcomes = isChoice ? example.inputs.count : labelCount
      precondition((-1..<outcomes).contains(example.label), "label of example \(i)")
      precondition(
        example.soft.isEmpty || example.soft.count <= labelCount, "soft labels of example \(i)")
      labels[i] = Int32(example.label)
      let targets =
        temperature.map { DualLoss.targets(example.soft, temperature: $0) } ?? example.soft
      for (k, p) in targets.enumerated() { soft.pointer[i * labelCount + k] = p }
    }
  }

  deinit {
    tokens.deallocate()
    tokenOffsets.deallocate()
    labels.deallocate()
    byLength.deallocate()
  }

  func length(_ row: Int) -> Int { Int(tokenOffsets[row + 1] - tokenOffsets[row]) }

  /// How many outcomes an example has: labels, or its options.
  func outcomeCount(_ example: Int) -> Int {
    isChoice ? Int(rowOffsets[example + 1] - rowOffsets[example]) : labelCount
  }

  /// Sorts the few rows of a batch by length, longest first, equal lengths in the order
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
