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

/// Whether a scalar is of the general category Cc, Cf, Zl or Zp in Unicode 16. Written out, because
/// Embedded Swift has no properties of scalars.
package func isInvisible(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0...0x1F, 0x7F...0x9F, 0xAD: true
  case 0...0x5FF: false
  case 0x600...0x605, 0x61C, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x180E: true
  case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0x2066...0x206F: true
  case 0xFEFF, 0xFFF9...0xFFFB, 0x110BD, 0x110CD, 0x13430...0x1343F: true
  case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0001, 0xE0020...0xE007F: true
  default: false
  }
}
