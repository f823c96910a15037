/// A question whose options stand at the end of its text, as many data sets have them:
/// `… 1: Sarah; 2: Maria.`, `… A)32400; B)6000`, `… A. leaf B. cork`, `… (a) leaf (b) cork`, or a line
/// each.
package struct InlineOptions: Equatable {
  package var context: String
  package var options: [String]

  /// How options are marked.
  private struct Form {
    /// Number or letter of the first option.
    var first: UInt8
    /// What stands before and behind it.
    var opening = ""
    var closing: String
    /// What stands between two options, before the next one's marker.
    var separator = "; "
    /// Whether a full stop ends the last option.
    var hasStop = false
  }

  /// The first that fits counts.
  private static let forms: [Form] =
    [
      Form(first: UInt8(ascii: "1"), closing: ":", hasStop: true),
      Form(first: UInt8(ascii: "A"), closing: ":", hasStop: true),
      Form(first: UInt8(ascii: "1"), closing: ")"),
      Form(first: UInt8(ascii: "A"), closing: ")"),
    ]
    + ["\n", " "].flatMap { separator in
      Array("Aa1".utf8).flatMap { first in
        [("(", ")"), ("", ")"), ("", "."), ("", ":")].map {
          Form(first: first, opening: $0.0, closing: $0.1, separator: separator)
        }
      }
    }

  /// Most options of a question: nine digits, and more letters than anyone uses.
  private static let mostOptions = 9

  /// Nil when `text` has no two options.
  package init?(_ text: String) {
    let bytes = Array(text.utf8).filter { $0 != 0x0D }
    for form in Self.forms {
      if let found = Self.read(bytes, form) {
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

  private static func read(_ text: [UInt8], _ form: Form) -> InlineOptions? {
    func marker(_ index: Int, after: String) -> [UInt8] {
      Array((after + form.opening).utf8) + [form.first + UInt8(index)] + Array(form.closing.utf8)
    }
    // In lines, the first option's line ends the question, too.
    let first = marker(0, after: form.separator == "\n" ? "\n" : " ")
    guard var start = last(first, in: text) else { return nil }
    let context = text[..<start]
    start += first.count
    var options: [String] = []
    while options.count < mostOptions - 1 {
      let next = marker(options.count + 1, after: form.separator)
      guard let end = Self.first(next, in: text, from: start) else { break }
      options.append(trimmed(text[start..<end]))
      start = end + next.count
    }
    var end = text.count
    if form.hasStop && text.last == UInt8(ascii: ".") { end -= 1 }
    options.append(trimmed(text[start..<max(start, end)]))
    guard options.count >= 2 && !options.contains("") else { return nil }
    return InlineOptions(context: trimmed(context), options: options)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: trimmedText(bytes), as: UTF8.self)
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
