/// A CSV field, in quotes where RFC 4180 asks for them.
package func csvField(_ text: String) -> String {
  guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"") + "\""
}
