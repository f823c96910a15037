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
