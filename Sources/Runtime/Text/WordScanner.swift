/// Splits UTF-8 text into lower-case words by a model's rules, in place and without allocation.
///
/// By the rules 1 a word is a run of word characters (`isSeparator` is false); an apostrophe, U+0027 or
/// U+2019, between two word characters belongs to the word and reads as U+0027. Bytes that are
/// not UTF-8 separate words. `Don’t stop!` gives `don't`, `stop`. The rules 2 are in
/// `nextToken`.
package struct WordScanner {
  /// Words of a vocabulary are no longer.
  package static var bufferByteCount: Int { ModelLimits.wordByteCount }

  private let rules: TokenizerRules
  let text: UnsafeBufferPointer<UInt8>
  var position = 0
  var bytes = WordBytes()
  /// Where the last word lies in the text, in bytes.
  package var wordRange = 0..<0
  /// Whether ill-formed UTF-8 was met so far.
  package var foundInvalid = false
  /// Whether the last word may go on behind the end of the text, or be part of another.
  var isAtEnd = false
  /// Where a text that goes on must be read again from when no word was left: what stands there may
  /// begin one.
  var unread: Int
  /// The character that the rules 2 look at.
  var character = TextCharacter()

  /// A scanner at the start of `text`, which must outlive it.
  package init(_ text: UnsafeBufferPointer<UInt8>, _ rules: TokenizerRules) {
    self.text = text
    self.rules = rules
    unread = text.count
  }

  /// The last word's key.
  @inline(__always)
  var key: NameKey { bytes.key }
  /// Bytes of the last word; more than the buffer's means that its end was not stored.
  package var wordByteCount: Int { bytes.count }

  /// Finds the next word and stores its bytes, as many as `word` has room for; what follows them
  /// there is of no meaning.
  ///
  /// Returns whether there was one.
  /// - Complexity: O(bytes read).
  package mutating func next(into word: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    if rules == .words1 {
      let isFound = nextASCII(into: word) || nextOfAny(into: word)
      isAtEnd = position == text.count
      return isFound
    }
    return nextPlainToken(into: word) || nextToken(into: word)
  }

  /// Finds a word of ASCII letters and digits alone, eight bytes at a time. Otherwise stops at the
  /// first byte that is no ASCII separator.
  @inline(__always)
  private mutating func nextASCII(into word: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    while position < text.count, isASCIISeparator(text[position]) { position &+= 1 }
    let (key, end) = readASCII(text, from: position, into: word)
    // The word may go on in a way that is not for here.
    if end < text.count, text[end] == apostrophe || !isASCIISeparator(text[end]) { return false }
    wordRange = Range(uncheckedBounds: (position, end))
    position = end
    bytes = WordBytes(key)
    return key.byteCount > 0
  }

  /// Finds a word of any characters, one after the other.
  private mutating func nextOfAny(into word: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    bytes = WordBytes()
    var pendingApostrophe = false
    var start = position
    var end = position
    while position < text.count {
      let byte = text[position]
      if byte < 0x80 {
        position &+= 1
        if let letter = lowercaseASCII(byte) {
          if pendingApostrophe { bytes.append(byte: apostrophe, to: word) }
          pendingApostrophe = false
          if wordByteCount == 0 { start = position &- 1 }
          bytes.append(byte: letter, to: word)
          end = position
        } else if byte == apostrophe, wordByteCount > 0, !pendingApostrophe {
          pendingApostrophe = true
        } else if wordByteCount > 0 {
          break
        }
      } else {
        let scalar = decodeScalar(text, at: position)
        position &+= scalar.byteCount
        if scalar.value == DecodedScalar.invalid { foundInvalid = true }
        if scalar.value == rightQuote, wordByteCount > 0, !pendingApostrophe {
          pendingApostrophe = true
        } else if scalar.value == DecodedScalar.invalid || isSeparator(scalar.value) {
          if wordByteCount > 0 { break }
        } else {
          if pendingApostrophe { bytes.append(byte: apostrophe, to: word) }
          pendingApostrophe = false
          if wordByteCount == 0 { start = position &- scalar.byteCount }
          bytes.append(lowercase(scalar.value), to: word)
          end = position
        }
      }
    }
    bytes.finish()
    wordRange = Range(uncheckedBounds: (start, end))
    return wordByteCount > 0
  }
}

/// The key and the end of the ASCII letters and digits from `start` on, eight at a time: of a word that
/// does not fit `word` not all.
#if KDRUN_TINY
  @inline(never)
#else
  @inline(__always)
#endif
func readASCII(
  _ text: UnsafeBufferPointer<UInt8>, from start: Int,
  into word: UnsafeMutableBufferPointer<UInt8>
) -> (key: NameKey, end: Int) {
  var key = NameKey()
  var end = start
  while end < text.count, key.byteCount &+ 8 <= word.count {
    let bytes = PackedASCII(packedBytes(text, end))
    let count = bytes.wordByteCount
    if count == 0 { break }
    let stored = bytes.lowercase & maskOfFirst(count)
    UnsafeMutableRawBufferPointer(word).storeBytes(
      of: stored.littleEndian, toByteOffset: key.byteCount, as: UInt64.self)
    key.add(stored, count)
    end &+= count
    if count < 8 { break }
  }
  return (key, end)
}

private let apostrophe: UInt8 = 0x27
private let rightQuote: UInt32 = 0x2019

@inline(__always)
private func isASCIISeparator(_ byte: UInt8) -> Bool {
  byte < 0x80 && lowercaseASCII(byte) == nil
}

/// The lower-case letter or digit, or `nil` for any other ASCII byte.
@inline(__always)
private func lowercaseASCII(_ byte: UInt8) -> UInt8? {
  let folded = byte | 0x20
  if folded &- 0x61 < 26 { return folded }
  return byte &- 0x30 < 10 ? byte : nil
}
