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
      parts += pieces(line.values).map { piece in
        let points = piece.map { "\(decimal(x($0), places: 1)),\(decimal(y($1), places: 1))" }
        return
          "<polyline class=\"line \(line.style)\" points=\"\(points.joined(separator: " "))\"/>"
      }
    }
    parts += legend
    return picture(
      Self.width, legendTop + 17 * Double(legendRows), lines.map(\.name).joined(separator: ", "),
      parts)
  }

  /// Runs of finite values, as epoch and value.
  private func pieces(_ values: [Double]) -> [[(Double, Double)]] {
    var pieces: [[(Double, Double)]] = [[]]
    for (index, value) in values.enumerated() {
      if value.isFinite {
        pieces[pieces.count - 1].append((Double(index + 1), value))
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

// MARK: - Pieces of pictures

/// An SVG picture that takes the width there is; `title` says to a screen reader what it shows.
func picture(_ width: Double, _ height: Double, _ title: String, _ parts: [Markup]) -> Markup {
  """
  <svg viewBox="0 0 \(decimal(width, places: 0)) \(decimal(height, places: 0))" role="img" \
  aria-label="\(title)">
  \(Markup(parts))
  </svg>
  """
}

func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> Markup {
  """
  <line class="\(style)" x1="\(decimal(x1, places: 1))" y1="\(decimal(y1, places: 1))" \
  x2="\(decimal(x2, places: 1))" y2="\(decimal(y2, places: 1))"/>
  """
}

/// `anchor` is `start`, `middle` or `end`.
func text(_ x: Double, _ y: Double, _ text: String, _ anchor: String) -> Markup {
  """
  <text x="\(decimal(x, places: 1))" y="\(decimal(y, places: 1))" \
  text-anchor="\(anchor)">\(text)</text>
  """
}

func rectangle(
  _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String
) -> Markup {
  """
  <rect class="\(style)" x="\(decimal(x, places: 1))" y="\(decimal(y, places: 1))" \
  width="\(decimal(width, places: 1))" height="\(decimal(max(height, 0), places: 1))"/>
  """
}
