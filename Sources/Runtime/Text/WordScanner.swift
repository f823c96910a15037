/// Splits UTF-8 text into lower-case words, in place and without allocation.
///
/// A word is a run of word characters (`isSeparator` is false); an apostrophe, U+0027 or
/// U+2019, between two word characters belongs to the word and reads as U+0027. Bytes that are
/// not UTF-8 separate words. `Don’t stop!` gives `don't`, `stop`.
package struct WordScanner {
  /// Words of a vocabulary are no longer.
  package static var bufferByteCount: Int { ModelLimits.wordByteCount }

  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0
  /// Whether ill-formed UTF-8 was met so far.
  package private(set) var foundInvalid = false
  /// The last word's key.
  private(set) var key = NameKey()
  /// Where the last word lies in the text, in bytes.
  package private(set) var wordRange = 0..<0
  /// Whether the last word may go on behind the end of the text.
  var isAtEnd: Bool { position == text.count }
  /// Bytes of the last word; more than the buffer's means that its end was not stored.
  package var wordByteCount: Int { key.byteCount &+ lateByteCount }
  /// Bytes of a word that are not yet in its key.
  private var late: UInt64 = 0
  private var lateByteCount = 0

  /// A scanner at the start of `text`, which must outlive it.
  package init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// Finds the next word and stores its bytes, as many as `word` has room for; what follows them
  /// there is of no meaning.
  ///
  /// Returns whether there was one.
  /// - Complexity: O(bytes read).
  package mutating func next(into word: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    nextASCII(into: word) || nextOfAny(into: word)
  }

  /// Finds a word of ASCII letters and digits alone, eight bytes at a time. Otherwise stops at the
  /// first byte that is no ASCII separator.
  @inline(__always)
  private mutating func nextASCII(into word: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    while position < text.count, isASCIISeparator(text[position]) { position &+= 1 }
    var key = NameKey()
    var end = position
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
    // The word may go on in a way that is not for here.
    if end < text.count, text[end] == apostrophe || !isASCIISeparator(text[end]) { return false }
    wordRange = Range(uncheckedBounds: (position, end))
    position = end
    self.key = key
    return key.byteCount > 0
  }

  /// Finds a word of any characters, one after the other.
  private mutating func nextOfAny(into word: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    key = NameKey()
    var pendingApostrophe = false
    var start = position
    var end = position
    while position < text.count {
      let byte = text[position]
      if byte < 0x80 {
        position &+= 1
        if let letter = lowercaseASCII(byte) {
          if pendingApostrophe { append(apostrophe, to: word) }
          pendingApostrophe = false
          if wordByteCount == 0 { start = position &- 1 }
          append(letter, to: word)
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
          if pendingApostrophe { append(apostrophe, to: word) }
          pendingApostrophe = false
          if wordByteCount == 0 { start = position &- scalar.byteCount }
          appendScalar(lowercase(scalar.value), to: word)
          end = position
        }
      }
    }
    if lateByteCount > 0 { addLate() }
    wordRange = Range(uncheckedBounds: (start, end))
    return wordByteCount > 0
  }

  private mutating func append(_ byte: UInt8, to word: UnsafeMutableBufferPointer<UInt8>) {
    if wordByteCount < word.count { word[wordByteCount] = byte }
    late |= UInt64(byte) &<< UInt64(8 &* lateByteCount)
    lateByteCount &+= 1
    if lateByteCount == 8 { addLate() }
  }

  private mutating func addLate() {
    key.add(late, lateByteCount)
    late = 0
    lateByteCount = 0
  }

  private mutating func appendScalar(
    _ scalar: UInt32, to word: UnsafeMutableBufferPointer<UInt8>
  ) {
    func tail(_ shift: UInt32) -> UInt8 {
      0x80 | UInt8(truncatingIfNeeded: (scalar &>> shift) & 63)
    }
    switch scalar {
    case 0..<0x80:
      append(UInt8(truncatingIfNeeded: scalar), to: word)
    case 0x80..<0x800:
      append(0xC0 | UInt8(truncatingIfNeeded: scalar &>> 6), to: word)
      append(tail(0), to: word)
    case 0x800..<0x10000:
      append(0xE0 | UInt8(truncatingIfNeeded: scalar &>> 12), to: word)
      append(tail(6), to: word)
      append(tail(0), to: word)
    default:
      append(0xF0 | UInt8(truncatingIfNeeded: scalar &>> 18), to: word)
      append(tail(12), to: word)
      append(tail(6), to: word)
      append(tail(0), to: word)
    }
  }
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
