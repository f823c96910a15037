/// One teacher's hidden states of a corpus, laid out for training.
package final class CorpusStates: @unchecked Sendable {
  let width: Int
  /// [states, width], and the row of each example, −1 for none.
  private let values: FloatBuffer
  private let rows: [Int32]

  /// - Parameter states: one an example; empty for none.
  init(_ states: [[Float]], width: Int) {
    self.width = width
    values = FloatBuffer(states.count { !$0.isEmpty } * width)
    var rows: [Int32] = []
    var next: Int32 = 0
    for (example, state) in states.enumerated() {
      precondition(state.isEmpty || state.count == width, "hidden state of example \(example)")
      rows.append(state.isEmpty ? -1 : next)
      if state.isEmpty { continue }
      for (d, value) in state.enumerated() { values.pointer[Int(next) * width + d] = value }
      next += 1
    }
    self.rows = rows
  }

  /// [width]; nil for none.
  @inline(always)
  subscript(example: Int) -> UnsafePointer<Float>? {
    let row = Int(rows[example])
    return row < 0 ? nil : UnsafePointer(values.pointer + row * width)
  }

  /// Those of each teacher; of examples without hidden states, no teacher.
  static func all(_ examples: [TrainingExample]) -> [CorpusStates] {
    let teachers = examples.map { $0.hidden.count }.max() ?? 0
    return (0..<teachers).map { teacher in
      let states = examples.map { $0.hidden.isEmpty ? [] : $0.hidden[teacher] }
      return CorpusStates(states, width: states.map { $0.count }.max() ?? 0)
    }
  }
}
