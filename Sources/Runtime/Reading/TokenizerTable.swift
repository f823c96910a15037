/// `table Tokenizer`.
package enum TokenizerField: Int, TableField, CaseIterable {
  case rules, maxTokens, words, items

  package var byteCount: Int {
    switch self {
    case .rules: 1
    case .maxTokens: 2
    default: 4
    }
  }
}

/// How text becomes tokens, as read.
package struct TokenizerTable {
  /// By docs/NUMERICS.md, "Text to tokens".
  let rules: TokenizerRules
  /// Later tokens of a response are ignored.
  let maxTokens: Int
  /// By token id from 1 on.
  let words: NameList
  /// Their tokens follow those of the words.
  let items: NameList

  /// Rows of the embedding: unknown, words, items.
  var vocabularyCount: Int { 1 + words.count + items.count }

  init(_ cursor: inout FileCursor, from field: Int) throws(Refusal) {
    let table = try cursor.table(TokenizerField.self, from: field, of: .tokenizer)
    let rules = cursor.uint8(at: table[.rules])
    try cursor.check(
      rules, 1...Int(TokenizerRules.newest.rawValue), at: table[.rules], of: .tokenizer)
    self.rules = TokenizerRules(rawValue: UInt8(rules))!
    maxTokens = cursor.uint16(at: table[.maxTokens])
    try cursor.check(maxTokens, ModelLimits.tokenCounts, at: table[.maxTokens], of: .tokenizer)
    let most = ModelLimits.vocabularyCounts.upperBound - 1
    words = try cursor.names(
      from: table[.words], 0...most, width: ModelLimits.wordByteCount, of: .words)
    items = try cursor.names(
      from: table[.items], 0...most - words.count, width: ModelLimits.itemByteCount, of: .items)
  }
}
