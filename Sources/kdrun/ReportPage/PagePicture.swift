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
  element(
    "line", ["class": style, "x1": place(x1), "y1": place(y1), "x2": place(x2), "y2": place(y2)])
}

/// `anchor` is `start`, `middle` or `end`.
func text(_ x: Double, _ y: Double, _ text: String, _ anchor: String) -> Markup {
  element("text", ["x": place(x), "y": place(y), "text-anchor": anchor], "\(text)")
}

func rectangle(
  _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String
) -> Markup {
  element(
    "rect",
    [
      "class": style, "x": place(x), "y": place(y), "width": place(width),
      "height": place(max(height, 0)),
    ])
}
