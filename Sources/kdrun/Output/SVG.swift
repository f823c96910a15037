/// An element of an SVG picture; attributes stand in the order given.
func element(
  _ name: String, _ attributes: KeyValuePairs<String, String>, _ content: Markup? = nil
) -> Markup {
  let attributes = attributes.map { " \($0.key)=\"\($0.value)\"" as Markup }
  let start = "<" + name + attributes.map(\.source).joined()
  return Markup(
    stringLiteral: start + (content.map { ">" + $0.source + "</" + name + ">" } ?? "/>"))
}

/// A coordinate, to a tenth.
func place(_ value: Double) -> String { decimal(value, places: 1) }

/// The points of a line.
func points(_ places: [(x: Double, y: Double)]) -> String {
  places.map { "\(place($0.x)),\(place($0.y))" }.joined(separator: " ")
}

/// A file with a picture on white paper that needs no style sheet.
func pictureFile(_ width: Int, _ height: Int, fontSize: Int, _ parts: [Markup]) -> String {
  let start: Markup = """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
    viewBox="0 0 \(width) \(height)" font-family="sans-serif" font-size="\(fontSize)">
    <rect width="\(width)" height="\(height)" fill="#ffffff"/>
    """
  return Markup([start] + parts).source + "\n</svg>\n"
}
