import KDMetrics

/// Whether teacher and students are right as often as they say.
func reliabilitySection(_ comparison: GraderComparison) -> Markup {
  let pictures = comparison.graders.map { grader in
    let reliability = grader.reliability(comparison.actual)
    return (
      title:
        "\(grader.name): calibration error \(decimal(reliability.calibrationError, places: 4))",
      content: reliabilityPicture(reliability)
    )
  }
  return section(
    "Reliability", sideBySide(pictures),
    note: """
      Responses by the probability given to the chosen label, in \(Reliability.standardBinCount) \
      bins, with their number above: a bar is the part that is right, a dot the mean probability. \
      A judge that is right as often as it says has its bars on the diagonal; below it, it is too \
      sure. The expected calibration error is the mean distance of bar and dot, weighted by the \
      number of responses (Guo, Pleiss, Sun and Weinberger 2017).
      """)
}

private func reliabilityPicture(_ reliability: Reliability) -> Markup {
  let (left, right, top, bottom) = (40.0, 350.0, 22.0, 262.0)
  func x(_ share: Double) -> Double { left + share * (right - left) }
  func y(_ share: Double) -> Double { bottom - share * (bottom - top) }
  var parts: [Markup] = []
  for tick in stride(from: 0, through: 10, by: 2).map({ Double($0) / 10 }) {
    parts.append(line(left, y(tick), right, y(tick), "rule"))
    parts.append(text(left - 6, y(tick) + 4, decimal(tick, places: 1), "end"))
    parts.append(text(x(tick), bottom + 18, decimal(tick, places: 1), "middle"))
  }
  let width = 1 / Double(reliability.bins.count)
  for (index, bin) in reliability.bins.enumerated() where bin.count > 0 {
    let begin = x(Double(index) * width)
    parts.append(
      rectangle(begin + 2, y(bin.accuracy), x(width) - left - 4, bottom - y(bin.accuracy), "bar"))
    parts.append(
      element(
        "circle",
        ["class": "dot", "cx": place(x(bin.confidence)), "cy": place(y(bin.confidence)), "r": "4"]))
    parts.append(text(begin + (x(width) - left) / 2, top - 8, grouped(bin.count), "middle"))
  }
  parts.append(line(x(0), y(0), x(1), y(1), "mark"))
  parts.append(text((left + right) / 2, bottom + 38, "probability given", "middle"))
  return picture(360, 308, "part that is right by probability given", parts)
}
