import KDMetrics

/// Figures over the values of an option as an SVG picture: a line a figure through the means, with
/// bars of one standard deviation to both sides.
struct SweepPicture {
  let option: String
  let values: [String]
  let caption: String
  /// A point a value.
  let series: [(name: String, points: [MeanDeviation])]

  private static let (width, height) = (720, 400)
  private static let (left, right, top, bottom) = (76.0, 604.0, 40.0, 344.0)
  /// Okabe and Ito's, which colour-blind people can tell apart.
  private static let colours = ["#0072b2", "#e69f00", "#009e73", "#d55e00"]

  var svg: String {
    var parts = [text(16, 22, caption, "font-size", "13")] + verticalAxis + horizontalAxis
    let names = labelHeights
    for (index, line) in series.enumerated() {
      let colour = Self.colours[index % Self.colours.count]
      parts += drawn(line.points, index, colour)
      parts.append(text(Self.right + 16, names[index] + 4, line.name, "fill", colour))
    }
    return pictureFile(Self.width, Self.height, fontSize: 12, parts)
  }

  // MARK: - Axes

  private var horizontalAxis: [Markup] {
    // As many names of values as fit beside each other.
    let widest = Double(values.map(\.count).max() ?? 1) * 7 + 8
    let fitting = max(Int((Self.right - Self.left) / widest), 1)
    let every = (values.count + fitting - 1) / fitting
    let ticks = values.indices.filter { $0 % every == 0 }.map {
      text(x($0), Self.bottom + 18, values[$0], "text-anchor", "middle")
    }
    let middle = (Self.left + Self.right) / 2
    return ticks + [
      line(Self.left - 8, Self.bottom, Self.right + 8, Self.bottom, "#1a1a1a"),
      element(
        "text",
        [
          "x": place(middle), "y": place(Self.bottom + 42), "text-anchor": "middle",
          "font-size": "13",
        ], "\(option)"),
    ]
  }

  private var verticalAxis: [Markup] {
    let (x, y) = ("18", place((Self.top + Self.bottom) / 2))
    let title = series.map(\.name).joined(separator: ", ")
    let name = element(
      "text",
      [
        "x": x, "y": y, "text-anchor": "middle", "font-size": "13",
        "transform": "rotate(-90 \(x) \(y))",
      ], "\(title)")
    return [name]
      + axis.ticks.flatMap { tick in
        [
          line(Self.left - 8, self.y(tick), Self.right + 8, self.y(tick), "#dddddd"),
          text(Self.left - 14, self.y(tick) + 4, axis.text(tick), "text-anchor", "end"),
        ]
      }
  }

  /// Holds the ends of all bars.
  private var axis: Axis {
    Axis(
      series.flatMap(\.points).flatMap { [$0.mean - $0.deviation, $0.mean + $0.deviation] },
      wanted: 7)
  }

  private func x(_ index: Int) -> Double {
    let gaps = Double(max(values.count - 1, 1))
    let place = values.count == 1 ? 0.5 : Double(index) / gaps
    return Self.left + place * (Self.right - Self.left)
  }

  private func y(_ value: Double) -> Double {
    Self.bottom - axis.share(value) * (Self.bottom - Self.top)
  }

  // MARK: - Lines

  /// The mean as a line, each value with its bar; bars of several lines stand beside each other.
  private func drawn(_ points: [MeanDeviation], _ index: Int, _ colour: String) -> [Markup] {
    let shift = 5 * (Double(index) - Double(series.count - 1) / 2)
    let known = points.indices.filter { points[$0].mean.isFinite }
    let path = known.map { (x: x($0) + shift, y: y(points[$0].mean)) }
    var lines = [
      element(
        "polyline",
        ["points": kdrun.points(path), "fill": "none", "stroke": colour, "stroke-width": "2"])
    ]
    for value in known {
      let (point, x) = (points[value], x(value) + shift)
      let (low, high) = (y(point.mean - point.deviation), y(point.mean + point.deviation))
      lines.append(line(x, low, x, high, colour))
      for end in [low, high] { lines.append(line(x - 3, end, x + 3, end, colour)) }
      lines.append(
        element(
          "circle", ["cx": place(x), "cy": place(y(point.mean)), "r": "3", "fill": colour]))
    }
    return lines
  }

  /// Where the names stand: at the ends of their lines, and 16 apart.
  private var labelHeights: [Double] {
    let ends = series.map { $0.points.last { $0.mean.isFinite }.map { y($0.mean) } ?? Self.top }
    var heights = ends
    var last = -Double.infinity
    for index in ends.indices.sorted(by: { (ends[$0], $0) < (ends[$1], $1) }) {
      heights[index] = max(ends[index], last + 16)
      last = heights[index]
    }
    return heights
  }

  private func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String
  ) -> Markup {
    element(
      "line",
      ["x1": place(x1), "y1": place(y1), "x2": place(x2), "y2": place(y2), "stroke": colour])
  }

  /// A text with one attribute beside its place.
  private func text(
    _ x: Double, _ y: Double, _ text: String, _ attribute: String, _ value: String
  ) -> Markup {
    element("text", ["x": place(x), "y": place(y), attribute: value], "\(text)")
  }
}
