import KDDistill

/// The curves of the start that was chosen, and of training at the int8 codes that went on from it.
func curveSections(_ result: TrainingResult, starts: Int) -> Markup {
  let which = starts > 1 ? "Start \(result.bestStart) of \(starts), the chosen one. " : ""
  let training = curveSection("Training", result.history, marked: result.bestEpoch, which)
  if result.quantizedHistory.isEmpty { return training }
  return Markup([
    training,
    curveSection(
      "Training at int8", result.quantizedHistory, marked: result.quantizedBestEpoch,
      "It went on from the student above with weights at their int8 codes. "),
  ])
}

private func curveSection(
  _ title: String, _ history: [TrainingEpoch], marked: Int, _ introduction: String
) -> Markup {
  let (loss, validation) = (history.map(\.loss), history.map(\.validationLoss))
  let accuracy = history.map(\.validationAccuracy)
  func line(_ name: String, _ values: [Double], _ style: String) -> LinePlot.Line {
    LinePlot.Line(name: name, values: values, style: style)
  }
  let plots = [
    (
      "Loss",
      LinePlot(
        lines: [
          line("training", loss, "a thin"), line("training, rolling mean", rollingMean(loss), "a"),
          line("validation", validation, "b thin"),
          line("validation, rolling mean", rollingMean(validation), "b"),
        ], marked: marked)
    ),
    (
      "Accuracy on dev",
      LinePlot(
        lines: [
          line("validation", accuracy, "b thin"),
          line("validation, rolling mean", rollingMean(accuracy), "b"),
        ], marked: marked)
    ),
    (
      "Learning rate",
      LinePlot(
        lines: [line("of the last step", history.map { Double($0.learningRate) }, "a")],
        marked: marked, isFromZero: true)
    ),
    (
      "Norm of the gradient",
      LinePlot(
        lines: [line("mean of the steps", history.map(\.gradientNorm), "a")], marked: marked,
        isFromZero: true)
    ),
  ]
  return section(
    title, sideBySide(plots.map { (title: $0.0, content: $0.1.svg) }, isWide: true),
    note: """
      \(introduction)\(history.count) epochs; the student is that of epoch \(marked), with the \
      least validation loss. The training loss is measured with dropout, the validation loss \
      without. The rolling mean is that of an epoch and up to \(rollingReach) on each side of it.
      """)
}

private let rollingReach = 2

/// The mean of each value and its neighbours, as many on either side: fewer near the ends.
func rollingMean(_ values: [Double]) -> [Double] {
  values.indices.map { index in
    let reach = min(rollingReach, index, values.count - 1 - index)
    let window = values[(index - reach)...(index + reach)]
    return window.reduce(0, +) / Double(window.count)
  }
}
