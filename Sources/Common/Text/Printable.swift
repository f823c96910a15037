import KDRuntime

/// `text` with all that could break, colour or reorder a line escaped as `\n`, `\r`, `\t` or
/// `\u{202e}`: Unicode's control and format characters and its line and paragraph separators.
package func printable(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": result.append(contentsOf: "\\n".unicodeScalars)
    case "\r": result.append(contentsOf: "\\r".unicodeScalars)
    case "\t": result.append(contentsOf: "\\t".unicodeScalars)
    case _ where isInvisible(scalar.value):
      result.append(contentsOf: ("\\u{" + String(scalar.value, radix: 16) + "}").unicodeScalars)
    default: result.append(scalar)
    }
  }
  return String(result)
}

/// `text` in double quotes for a message: printable, and cut after 60 scalars.
package func quoted(_ text: String) -> String {
  let head = text.unicodeScalars.prefix(60)
  let cut = head.endIndex == text.unicodeScalars.endIndex ? "" : "…"
  return "\"" + printable(String(String.UnicodeScalarView(head))) + cut + "\""
}

/// A list for a message: the first five names, then how many more.
package func listed(_ names: [String]) -> String {
  let head = names.prefix(5).map { quoted($0) }.joined(separator: ", ")
  return names.count > 5 ? head + " and \(names.count - 5) more" : head
}
