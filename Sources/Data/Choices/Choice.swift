/// Choice questions: a context, a few options, one of them right.
///
/// The student reads the context once with each option and tells right from wrong; a softmax over
/// the options makes these a choice (Radford et al. 2018, section 3.3, "Question Answering and
/// Commonsense Reasoning"). So one student serves any number of options, and each is judged by its
/// words, not by its place.
public enum Choice {
  /// What the student says of an option. No plain student has these labels in this order, which is
  /// not class order; it marks a student of choice questions.
  public static let labels = ["wrong", "right"]
  /// Between the options in a CSV field.
  public static let separator = "||"
  /// Most options of a question.
  public static let mostOptions = 64

  /// Whether a student with these labels weighs options.
  public static func isChoice(_ labels: [String]) -> Bool { labels == self.labels }

  /// The options of a CSV field, without the blanks around them.
  package static func split(_ text: String) -> [String] {
    var options: [String] = []
    var option: [UInt8] = []
    let bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      if bytes[position...].starts(with: separator.utf8) {
        options.append(String(decoding: trimmedText(option[...]), as: UTF8.self))
        option = []
        position += separator.utf8.count
      } else {
        option.append(bytes[position])
        position += 1
      }
    }
    return options + [String(decoding: trimmedText(option[...]), as: UTF8.self)]
  }

  /// What options are called: "1" to "\(count)".
  public static func names(_ count: Int) -> [String] { (1...max(count, 1)).map { String($0) } }

  /// `context` with `option`: in place of its first blank `_` that stands alone, as in Winograd
  /// sentences, else behind it.
  package static func input(_ context: String, _ option: String) -> String {
    let words = context.split(separator: " ", omittingEmptySubsequences: false)
    guard let place = words.firstIndex(where: { isBlank($0) }) else {
      return context + " " + option
    }
    // Punctuation behind the blank separates words as a space does.
    let rest = words[place].dropFirst()
    return (words[..<place] + [option + rest] + words[(place + 1)...]).joined(separator: " ")
  }

  /// `_`, perhaps with punctuation behind it.
  private static func isBlank(_ word: Substring) -> Bool {
    word.utf8.first == UInt8(ascii: "_")
      && word.utf8.dropFirst().allSatisfy { ".,;:!?'\"".utf8.contains($0) }
  }
}

extension [Response] {
  /// Of the choice question with the most; 0 without any.
  public var mostOptions: Int { reduce(0) { Swift.max($0, $1.options.count) } }
}

extension Response {
  /// Whether it is a choice question.
  public var isChoice: Bool { !options.isEmpty }

  /// What the student reads: the text; of a choice question the context with each option.
  public var inputs: [String] {
    isChoice ? options.map { Choice.input(text, $0) } : [text]
  }
}
