import KDRuntime

/// Turns responses into token ids for training and for float students.
///
/// The integer runtime does the same from the model file; both use `WordScanner`.
public struct TokenEncoder: Sendable {
  // Keyed by bytes, as the runtime compares: equal strings may differ in their bytes.
  private let wordIDs: [[UInt8]: UInt16]
  private let itemIDs: [[UInt8]: UInt16]
  // The same by text, to find an item whose accents are composed in another way; not by the rules of 0.1.
  private let equivalentItemIDs: [String: UInt16]
  private let maxTokens: Int
  private let rules: TokenizerRules
  /// Whether the student takes an item token.
  public var hasItems: Bool { !itemIDs.isEmpty }

  /// Of the words and items of `configuration`.
  public init(_ configuration: StudentConfiguration) {
    func ids(_ names: [String], from first: Int) -> [[UInt8]: UInt16] {
      var ids: [[UInt8]: UInt16] = [:]
      for (place, name) in names.enumerated() where ids[Array(name.utf8)] == nil {
        ids[Array(name.utf8)] = UInt16(first + place)
      }
      return ids
    }
    wordIDs = ids(configuration.words, from: 1)
    itemIDs = ids(configuration.items, from: 1 + configuration.words.count)
    var equivalents: [String: UInt16] = [:]
    if configuration.rules != .words1 {
      for item in configuration.items { equivalents[item] = itemIDs[Array(item.utf8)] }
    }
    equivalentItemIDs = equivalents
    maxTokens = configuration.maxTokens
    rules = configuration.rules
  }

  /// What `encode` found.
  public struct Encoded: Sendable, Equatable {
    /// Item token, if the student takes one, then the words; at most `maxTokens`.
    public var tokens: [UInt16]
    /// Words that are not in the vocabulary.
    public var unknownCount: Int
    /// The reason code that the runtime would give.
    public var reason: Reason
  }

  /// The token ids of a response, and the reason code that the runtime would give.
  ///
  /// - Complexity: O(text).
  public func encode(_ text: String, item: String = "") -> Encoded {
    var text = text
    return text.withUTF8 { encode($0, item: item) }
  }

  /// `encode` for bytes that may not be UTF-8.
  public func encode(_ text: UnsafeBufferPointer<UInt8>, item: String = "") -> Encoded {
    var tokens: [UInt16] = []
    if hasItems { tokens.append(itemIDs[Array(item.utf8)] ?? equivalentItemIDs[item] ?? 0) }
    if text.count > Scorer.maximumByteCount {
      return Encoded(tokens: [], unknownCount: 0, reason: .tooLong)
    }
    let prefixCount = tokens.count
    let scan = TokenEncoder.scan(text, rules) { word in
      guard tokens.count < maxTokens else { return false }
      tokens.append(wordIDs[word] ?? 0)
      return true
    }
    let wordCount = tokens.count - prefixCount
    let unknownCount = tokens[prefixCount...].count { $0 == 0 }
    if wordCount == 0 && !scan.isTruncated {
      return Encoded(tokens: [], unknownCount: 0, reason: .empty)
    }
    let reason = Reason.ofScored(
      isItemUnknown: tokens.first == 0 && hasItems, isTruncated: scan.isTruncated,
      foundInvalid: scan.foundInvalid,
      unknownCount: unknownCount, wordCount: wordCount)
    return Encoded(tokens: tokens, unknownCount: unknownCount, reason: reason)
  }

  /// The words of a text, as training and scoring see them.
  public static func words(in text: String, _ rules: TokenizerRules) -> [String] {
    var text = text
    var words: [String] = []
    _ = text.withUTF8 { bytes in
      scan(bytes, rules) { word in
        words.append(String(decoding: word, as: UTF8.self))
        return true
      }
    }
    return words
  }

  /// Calls `body` with each word until it returns false.
  private static func scan(
    _ text: UnsafeBufferPointer<UInt8>, _ rules: TokenizerRules, _ body: ([UInt8]) -> Bool
  ) -> (foundInvalid: Bool, isTruncated: Bool) {
    var scanner = WordScanner(text, rules)
    // Longer than any vocabulary word may be; a longer word is unknown whatever its end.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      while scanner.next(into: buffer) {
        let stored = min(scanner.wordByteCount, buffer.count)
        if !body(Array(buffer.prefix(stored))) { return (scanner.foundInvalid, true) }
      }
      return (scanner.foundInvalid, false)
    }
  }
}
