/// The parts of a BiLSTM, whatever kernel runs it.
struct BiLSTMPlan {
  /// Units of a direction, rounded up to whole vectors of 8; 0 without a BiLSTM.
  let units: Int
  /// Hidden state: a direction, then the state before and after a step.
  let hidden: ArenaPart<Int16>
  let cells: ArenaPart<Int16>
  /// Gate inputs of one step, both directions, when not folded.
  let inputs: ArenaPart<Int16>
  /// Gate inputs of the step to end next, both directions.
  let gates: ArenaPart<Int16>
  /// A zero: the only row of `inputs`, seen as a table.
  let rowZero: ArenaPart<UInt16>
  /// Gate inputs of every token, when folded.
  let foldedInputs: ArenaPart<Int16>
  let isFolded: Bool

  /// Gate inputs of one token, both directions.
  var rowCount: Int { 2 * 4 * units }

  init(
    _ model: borrowing Model, _ options: ScorerOptions, in space: inout ArenaSpace
  ) {
    units = ((model.biLSTM?.hidden ?? 0) + 7) & ~7
    isFolded = options.isFolded && units > 0
    hidden = space.reserve(4 * units, Int16.self)
    cells = space.reserve(2 * units, Int16.self)
    inputs = space.reserve(2 * 4 * units, Int16.self)
    gates = space.reserve(2 * 4 * units, Int16.self)
    rowZero = space.reserve(1, UInt16.self)
    if isFolded { space.alignToLine() }
    foldedInputs = space.reserve(isFolded ? model.vocabularyCount * 8 * units : 0, Int16.self)
  }
}
