/// How a text becomes words, by docs/NUMERICS.md, "Text to tokens". A model file states its rules, and
/// each of them stays as it is for ever.
public enum TokenizerRules: UInt8, Sendable, CaseIterable {
  /// Runs of letters and digits; signs separate them.
  case words1 = 1
  /// Composed letters, numbers, signs, and characters of scripts without blanks.
  case words2 = 2

  /// The one with the highest number, of new students.
  public static var newest: TokenizerRules { .words2 }
}
