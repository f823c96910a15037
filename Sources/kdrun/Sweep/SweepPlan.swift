import KDDistill

/// What `sweep` was asked to do.
struct SweepPlan {
  /// The options that vary, without dashes, and their values, [options][values].
  let names: [String]
  let values: [[String]]
  /// Every combination of values, the last option's the fastest: [variants][options].
  let combinations: [[String]]
  /// The command line of each combination.
  let variants: [Arguments]
  let csvPath: String?
  let picturePath: String?

  static let mostCombinations = ValueList.mostValues

  init(_ arguments: Arguments) throws(Failure) {
    _ = try arguments.operands(named: "DATA")
    var lists: [(name: String, values: [String])] = []
    for option in RunOptions.varied {
      guard let text = arguments.string(option.name), ValueList.isOne(text) else { continue }
      guard let list = ValueList(text) else {
        throw .badValue(
          option: option.name,
          expected: "a list a,b,c or a range first:last:step of at most \(ValueList.mostValues) "
            + "different values", got: text)
      }
      lists.append((option.name, list.values))
    }
    if lists.isEmpty { throw .neededOption("with a range or a list, such as --lambda 0:1:0.1,") }
    names = lists.map { String($0.name.dropFirst(2)) }
    values = lists.map(\.values)
    combinations = lists.reduce([[]]) { rows, list in
      rows.flatMap { row in list.values.map { row + [$0] } }
    }
    if combinations.count > Self.mostCombinations {
      throw .badValue(
        option: lists[1].name, expected: "at most \(Self.mostCombinations) combinations in all",
        got: "\(combinations.count)")
    }
    variants = combinations.map { row in
      zip(lists, row).reduce(arguments) { $0.with($1.0.name, $1.1) }
    }
    csvPath = arguments.string("--csv")
    picturePath = arguments.string("--plot")
    if picturePath != nil && names.count > 1 {
      throw .exclusive("--plot", "\(lists[0].name) with \(lists[1].name)")
    }
  }
}
