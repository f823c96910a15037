/// What became of one response. Anything but `ok` tells a person to look.
public enum Reason: UInt8, Sendable, CaseIterable {
  /// Scored.
  case ok
  /// Scored; the text held bytes that are not UTF-8, each read as one separator.
  case invalidUTF8
  /// Scored; more than half of the words are not in the vocabulary.
  case mostlyUnknown
  /// Scored on its first `maxTokens` tokens.
  case truncated
  /// Scored as an answer to an unknown question: the model has items, and this is none of them.
  case unknownItem
  /// Not scored: no word in it.
  case empty
  /// Not scored: more bytes than `Scorer.maximumByteCount`.
  case tooLong

  /// Whether logits and a label exist.
  public var isScored: Bool { rawValue <= Reason.unknownItem.rawValue }

  /// The word used in every output format.
  public var name: StaticString {
    switch self {
    case .ok: "ok"
    case .invalidUTF8: "invalid_utf8"
    case .mostlyUnknown: "mostly_unknown"
    case .truncated: "truncated"
    case .empty: "empty"
    case .unknownItem: "unknown_item"
    case .tooLong: "too_long"
    }
  }
}

extension Reason {
  /// The reason for a response that has a score; the first that applies, in the order
  /// unknown item, truncated, invalid UTF-8, mostly unknown.
  public static func ofScored(
    isItemUnknown: Bool = false, isTruncated: Bool, foundInvalid: Bool, unknownCount: Int,
    wordCount: Int
  ) -> Reason {
    if isItemUnknown { return .unknownItem }
    if isTruncated { return .truncated }
    if foundInvalid { return .invalidUTF8 }
    return 2 * unknownCount > wordCount ? .mostlyUnknown : .ok
  }
}
