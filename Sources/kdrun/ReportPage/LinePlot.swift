/// Figures of the epochs of a training run as lines.
struct LinePlot {
  struct Line {
    let name: String
    /// Of epoch 1, 2, …; what is not finite is left out.
    let values: [Double]
    /// The style sheet's class: `a` or `b` for a colour, `thin` for a line in the background.
    let style: String
  }

  let lines: [Line]
  /// The epoch that a vertical line marks; 0 for none.
  let marked: Int
  var isFromZero = false

  private static let width = 460.0
  private static let (left, right, top, bottom) = (58.0, 448.0, 12.0, 206.0)

  var svg: Markup {
    let epochs = Axis([1, Double(lines.map(\.values.count).max() ?? 1)], wanted: 8)
    let values = Axis(lines.flatMap(\.values), fromZero: isFromZero)
    func x(_ epoch: Double) -> Double {
      Self.left + epochs.share(epoch) * (Self.right - Self.left)
    }
    func y(_ value: Double) -> Double {
      Self.bottom - values.share(value) * (Self.bottom - Self.top)
    }
    var parts: [Markup] = []
    for tick in values.ticks {
      parts.append(line(Self.left, y(tick), Self.right, y(tick), "rule"))
      parts.append(text(Self.left - 6, y(tick) + 4, values.text(tick), "end"))
    }
    for tick in epochs.ticks where tick == tick.rounded() {
      parts.append(text(x(tick), Self.bottom + 18, epochs.text(tick), "middle"))
    }
    parts.append(text((Self.left + Self.right) / 2, Self.bottom + 36, "epoch", "middle"))
    if marked > 0 {
      parts.append(line(x(Double(marked)), Self.top, x(Double(marked)), Self.bottom, "mark"))
    }
    for line in lines {
      parts += pieces(line.values, x, y).map { piece in
        element("polyline", ["class": "line \(line.style)", "points": points(piece)])
      }
    }
    parts += legend
    return picture(
      Self.width, legendTop + 17 * Double(legendRows), lines.map(\.name).joined(separator: ", "),
      parts)
  }

  /// Runs of finite values, as places in the picture.
  private func pieces(
    _ values: [Double], _ x: (Double) -> Double, _ y: (Double) -> Double
  ) -> [[(x: Double, y: Double)]] {
    var pieces: [[(x: Double, y: Double)]] = [[]]
    for (index, value) in values.enumerated() {
      if value.isFinite {
        pieces[pieces.count - 1].append((x(Double(index + 1)), y(value)))
      } else {
        pieces.append([])
      }
    }
    return pieces.filter { !$0.isEmpty }
  }

  private let legendTop = 264.0
  private var legendRows: Int { (lines.count + (marked > 0 ? 1 : 0) + 1) / 2 }

  /// Two entries a row, under the plot.
  private var legend: [Markup] {
    let chosen = marked > 0 ? [(name: "chosen: epoch \(marked)", style: "mark")] : []
    let entries = lines.map { (name: $0.name, style: "line " + $0.style) } + chosen
    return entries.enumerated().flatMap { index, entry -> [Markup] in
      let x = Self.left + Double(index % 2) * 200
      let y = legendTop + 17 * Double(index / 2)
      return [line(x, y, x + 22, y, entry.style), text(x + 28, y + 4, entry.name, "start")]
    }
  }
}
