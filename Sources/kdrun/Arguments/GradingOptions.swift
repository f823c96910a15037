import KDDistill

/// What labels mean: refuses what says nothing.
enum GradingOptions {
  static func check(_ arguments: Arguments) throws(Failure) {
    if arguments.isGiven("--graders") && !arguments.isGiven("--second-label") {
      throw .neededOption("--second-label (for --graders)")
    }
    guard let text = arguments.string("--labels") else { return }
    var options = DistillationOptions()
    try arguments.read(DistillationOptions.labelsOption, into: &options)
    let order = options.labels.order ?? []
    let twice = order.indices.first { order[..<$0].contains(order[$0]) }
    if let twice {
      throw .badValue(
        option: "--labels", expected: "each label once, \"\(order[twice])\" is there twice",
        got: text)
    }
    if order.count < 2 {
      throw .badValue(
        option: "--labels", expected: "two labels or more with commas between", got: text)
    }
  }
}
