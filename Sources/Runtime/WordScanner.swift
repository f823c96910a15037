/// Splits UTF-8 text into lower-case words, in place and without allocation.
///
/// A word is a run of word characters (`isSeparator` is false); an apostrophe, U+0027 or
/// U+2019, between two word characters belongs to the word and reads as U+0027. Bytes that are
/// not UTF-8 separate words. `Don’t stop!` gives `don't`, `stop`.
public struct WordScanner {
  /// Words of a vocabulary are no longer.
  package static let maximumVocabularyByteCount = 64

  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0
  /// Whether ill-formed UTF-8 was met so far.
  public private(set) var foundInvalid = false
  /// FNV-1a of the last word's bytes.
  public private(set) var wordHash: UInt32 = 0
  /// Bytes of the last word; more than the buffer's means that its end was not stored.
  public private(set) var wordByteCount = 0

  /// A scanner at the start of `text`, which must outlive it.
  public init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// Finds the next word and stores its bytes, as many as `word` has room for.
  ///
  /// Returns whether there was one.
  /// - Complexity: O(bytes read).
  public mutating func next(into word: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    wordByteCount = 0
    wordHash = fnvOffset
    var pendingApostrophe = false
    while position < text.count {
      let byte = text[position]
      if byte < 0x80 {
        position &+= 1
        if let letter = lowercaseASCII(byte) {
          if pendingApostrophe { append(apostrophe, to: word) }
          pendingApostrophe = false
          append(letter, to: word)
        } else if byte == apostrophe, wordByteCount > 0, !pendingApostrophe {
          pendingApostrophe = true
        } else if wordByteCount > 0 {
          return true
        }
      } else {
        let scalar = decodeScalar(text, at: position)
        position &+= scalar.byteCount
        if scalar.value == DecodedScalar.invalid { foundInvalid = true }
        if scalar.value == rightQuote, wordByteCount > 0, !pendingApostrophe {
          pendingApostrophe = true
        } else if scalar.value == DecodedScalar.invalid || isSeparator(scalar.value) {
          if wordByteCount > 0 { return true }
        } else {
          if pendingApostrophe { append(apostrophe, to: word) }
          pendingApostrophe = false
          appendScalar(lowercase(scalar.value), to: word)
        }
      }
    }
    return wordByteCount > 0
  }

  private mutating func append(_ byte: UInt8, to word: UnsafeMutableBufferPointer<UInt8>) {
    if wordByteCount < word.count { word[wordByteCount] = byte }
    wordByteCount &+= 1
    wordHash = (wordHash ^ UInt32(byte)) &* fnvPrime
  }

  private mutating func appendScalar(
    _ scalar: UInt32, to word: UnsafeMutableBufferPointer<UInt8>
  ) {
    func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: (scalar &>> shift) & 63) }
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
let fnvOffset: UInt32 = 0x811C_9DC5
let fnvPrime: UInt32 = 0x0100_0193

/// The lower-case letter or digit, or `nil` for any other ASCII byte.
@inline(__always)
private func lowercaseASCII(_ byte: UInt8) -> UInt8? {
  let folded = byte | 0x20
  if folded &- 0x61 < 26 { return folded }
  return byte &- 0x30 < 10 ? byte : nil
}

/// FNV-1a of `bytes`, as `WordScanner.wordHash` computes it.
func fnv1a(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
  var hash = fnvOffset
  for byte in bytes { hash = (hash ^ UInt32(byte)) &* fnvPrime }
  return hash
}
