import KDMetrics

/// The confusion matrix as an SVG picture: rows are human labels, columns the student's; the darker
/// a cell, the larger its share of the row.
func confusionPicture(_ evaluation: Evaluation) -> String {
  let cell = 64
  let left = 40 + 8 * (evaluation.classes.map(\.label.count).max() ?? 0)
  let top = 96
  let side = cell * evaluation.classes.count
  let (width, height) = (left + side + 24, top + side + 8 * (left - 40) / 10 + 40)
  var parts = [
    element(
      "text", ["x": "16", "y": "28", "font-size": "16"],
      "Human scores (rows) and the student's (columns)"),
    element(
      "text", ["x": "16", "y": "50"],
      """
      \(grouped(evaluation.count)) responses, accuracy \(decimal(evaluation.accuracy, places: 3))\
      \(evaluation.qwk.isNaN ? "" : ", QWK \(decimal(evaluation.qwk, places: 3))")
      """),
  ]
  for (row, counts) in evaluation.confusion.enumerated() {
    let (total, y) = (max(counts.reduce(0, +), 1), top + row * cell)
    parts.append(
      element(
        "text", ["x": "\(left - 10)", "y": "\(y + cell / 2 + 5)", "text-anchor": "end"],
        "\(evaluation.classes[row].label)"))
    for (column, count) in counts.enumerated() {
      parts.append(square(left + column * cell, y, cell, count, count * 1000 / total))
    }
  }
  for (column, figures) in evaluation.classes.enumerated() {
    let (x, y) = (left + column * cell + cell / 2, top + side + 18)
    parts.append(
      element(
        "text",
        [
          "x": "\(x)", "y": "\(y)", "text-anchor": "end", "transform": "rotate(-40 \(x) \(y))",
        ], "\(figures.label)"))
  }
  return pictureFile(width, height, fontSize: 13, parts)
}

/// One cell with its count; `share` is in thousandths of the row.
private func square(_ x: Int, _ y: Int, _ cell: Int, _ count: Int, _ share: Int) -> Markup {
  func channel(_ full: Int) -> Int { 255 - (255 - full) * share / 1000 }
  let background = element(
    "rect",
    [
      "x": "\(x)", "y": "\(y)", "width": "\(cell)", "height": "\(cell)", "stroke": "#ffffff",
      "fill": "rgb(\(channel(24)),\(channel(78)),\(channel(140)))",
    ])
  let number = element(
    "text",
    [
      "x": "\(x + cell / 2)", "y": "\(y + cell / 2 + 5)", "text-anchor": "middle",
      "fill": share > 500 ? "#ffffff" : "#1a1a1a",
    ], "\(count)")
  return "\(background)\(number)"
}
