/// A question whose options stand at the end of its text, as many data sets have them:
/// `… 1: Sarah; 2: Maria.`, `… A: make a plan; B: go home.` or `… A)32400; B)6000`.
package struct InlineOptions: Equatable {
  package var context: String
  package var options: [String]

  /// Number or letter of the first option, what follows it, and whether a full stop ends the last.
  private static let forms: [(first: UInt8, mark: String, hasStop: Bool)] = [
    (UInt8(ascii: "1"), ":", true), (UInt8(ascii: "A"), ":", true),
    (UInt8(ascii: "1"), ")", false), (UInt8(ascii: "A"), ")", false),
  ]

  /// Nil when `text` has no two options.
  package init?(_ text: String) {
    for form in Self.forms {
      if let found = Self.read(Array(text.utf8), form) {
        self = found
        return
      }
    }
    return nil
  }

  package init(context: String, options: [String]) {
    self.context = context
    self.options = options
  }

  private static func read(
    _ text: [UInt8], _ form: (first: UInt8, mark: String, hasStop: Bool)
  ) -> InlineOptions? {
    func marker(_ index: Int, after: String) -> [UInt8] {
      Array(after.utf8) + [form.first + UInt8(index)] + Array(form.mark.utf8)
    }
    let first = marker(0, after: " ")
    // Nine digits; more letters than anyone uses.
    guard var start = last(first, in: text) else { return nil }
    let context = text[..<start]
    start += first.count
    var options: [String] = []
    while options.count < 8 {
      let next = marker(options.count + 1, after: "; ")
      guard let end = Self.first(next, in: text, from: start) else { break }
      options.append(Choice.trimmed(text[start..<end]))
      start = end + next.count
    }
    var end = text.count
    if form.hasStop && text.last == UInt8(ascii: ".") { end -= 1 }
    options.append(Choice.trimmed(text[start..<max(start, end)]))
    guard options.count >= 2 && !options.contains("") else { return nil }
    return InlineOptions(context: Choice.trimmed(context), options: options)
  }

  private static func first(_ needle: [UInt8], in text: [UInt8], from: Int) -> Int? {
    guard text.count - from >= needle.count else { return nil }
    return (from...text.count - needle.count).first { text[$0...].starts(with: needle) }
  }

  private static func last(_ needle: [UInt8], in text: [UInt8]) -> Int? {
    guard text.count >= needle.count else { return nil }
    return (0...text.count - needle.count).last { text[$0...].starts(with: needle) }
  }
}
