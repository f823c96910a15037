import KDCommon
import KDData

/// Markup that is HTML5 and XML at once. What is put into a literal is escaped unless it is markup
/// itself, so no text of a file can become an element:
/// `"<td>\("<script>")</td>" as Markup` is `<td>&lt;script&gt;</td>`.
struct Markup: ExpressibleByStringInterpolation {
  let source: String

  init(stringLiteral source: String) { self.source = source }
  init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

  /// The parts one after the other.
  init(_ parts: some Sequence<Markup>) { source = parts.map(\.source).joined(separator: "\n") }

  /// A name that may be broken after the signs that join its words.
  static func breakable(_ name: String) -> Markup {
    var parts = [""]
    for character in name {
      parts[parts.count - 1].append(character)
      if "_-./:".contains(character) { parts.append("") }
    }
    let source = parts.map { ("\($0)" as Markup).source }.joined(separator: "<wbr/>")
    return Markup(stringLiteral: source)
  }

  static let empty: Markup = ""

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    init(literalCapacity: Int, interpolationCount: Int) {}
    mutating func appendLiteral(_ literal: String) { source += literal }
    mutating func appendInterpolation(_ markup: Markup) { source += markup.source }
    mutating func appendInterpolation(_ number: Int) { source += "\(number)" }
    mutating func appendInterpolation(_ text: String) {
      for scalar in printable(text).unicodeScalars {
        switch scalar {
        case "&": source += "&amp;"
        case "<": source += "&lt;"
        case ">": source += "&gt;"
        case "\"": source += "&quot;"
        case "'": source += "&#39;"
        // No characters of XML.
        case "\u{FFFE}", "\u{FFFF}": source.unicodeScalars.append("\u{FFFD}")
        default: source.unicodeScalars.append(scalar)
        }
      }
    }
  }
}

/// A heading and what stands under it.
func section(_ title: String, _ parts: Markup..., note: Markup = .empty) -> Markup {
  let note: Markup = note.source.isEmpty ? "" : "<p class=\"note\">\(note)</p>"
  return "<section><h2>\(title)</h2>\n\(note)\n\(Markup(parts))\n</section>"
}

/// Things that stand side by side where there is room.
func sideBySide(_ figures: [(title: String, content: Markup)], isWide: Bool = false) -> Markup {
  let figures = figures.map { title, content -> Markup in
    "<figure><figcaption>\(title)</figcaption>\n\(content)</figure>"
  }
  return "<div class=\"\(isWide ? "grid two" : "grid")\">\(Markup(figures))</div>"
}

/// A table whose first column names the row; the others hold figures, to the right.
func figureTable(_ head: [String], _ rows: [[String]]) -> Markup {
  let head = head.map { "<th scope=\"col\">\($0)</th>" as Markup }
  let rows = rows.map { row -> Markup in
    let cells = row.dropFirst().map { "<td>\($0)</td>" as Markup }
    return "<tr><th scope=\"row\">\(row[0])</th>\(Markup(cells))</tr>"
  }
  return """
    <div class="scroll"><table class="figures"><thead><tr>\(Markup(head))</tr></thead>
    <tbody>\(Markup(rows))</tbody></table></div>
    """
}

/// Names and values.
func valueTable(_ rows: [(name: String, value: String)]) -> Markup {
  let rows = rows.map { "<tr><th scope=\"row\">\($0)</th><td>\($1)</td></tr>" as Markup }
  return
    "<div class=\"scroll\"><table class=\"values\"><tbody>\(Markup(rows))</tbody></table></div>"
}
