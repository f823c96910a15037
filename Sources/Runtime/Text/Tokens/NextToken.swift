// The rules 2 of `WordScanner`: words, numbers, signs, and characters of scripts that have no blanks.
// What each of them is, to the last scalar, is in docs/NUMERICS.md, "Text to tokens".

extension WordScanner {
  /// Finds a word of ASCII letters and digits alone, between characters that have nothing to do with
  /// it. Otherwise stops before what it is.
  @inline(__always)
  mutating func nextPlainToken(into word: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    while position < text.count, isPlain(text[position]) { position &+= 1 }
    guard position < text.count, (text[position] | 0x20) &- 0x61 < 26 else { return false }
    let (key, end) = readASCII(text, from: position, into: word)
    if key.byteCount == 0 { return false }
    if end == text.count {
      isAtEnd = true
    } else if !isPlain(text[end]) {
      // A full stop, unless a number could begin with it.
      guard text[end] == 0x2E, end &+ 1 < text.count, isPlain(text[end &+ 1]) else { return false }
    }
    wordRange = Range(uncheckedBounds: (position, end))
    position = end
    bytes = WordBytes(key)
    return true
  }

  /// Finds a word of any characters, one after the other.
  ///
  /// `Don’t add −3.5 g!` gives `don't`, `add`, `-`, `3.5`, `g`; `x<=½` gives `x`, `≤`, `½`.
  mutating func nextToken(into word: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    bytes = WordBytes()
    while true {
      look(at: position)
      let start = character.scalar.start
      unread = start
      wordRange = start..<start
      switch character.kind {
      case .letter: takeWord(into: word)
      case .digit: takeNumber(into: word)
      case .alone, .attached: repeat { take(into: word) } while character.kind == .attached
      case .sign: takeSign(into: word)
      case .separator where character.value == Special.dot: takeFraction(into: word)
      case .separator where character.value == Special.not:
        goOn()
        takeEqual(as: Special.unequal, into: word)
      case .end: return false
      default: position = character.next
      }
      if bytes.count > 0 {
        bytes.finish()
        return true
      }
      if character.kind == .end { return false }
    }
  }

  @inline(never)
  private mutating func look(at place: Int) {
    character.read(text, at: place)
    if character.value == DecodedScalar.invalid { foundInvalid = true }
    if character.next == text.count { isAtEnd = true }
  }

  /// Looks at the character behind the one that was looked at.
  private mutating func lookOn() { look(at: character.next) }

  /// Leaves the character that was looked at behind.
  private mutating func goOn() {
    position = character.next
    look(at: position)
  }

  /// Takes the character into the word, and goes on.
  @inline(never)
  private mutating func take(into word: UnsafeMutableBufferPointer<UInt8>) {
    bytes.append(character.value, to: word)
    for index in 0..<character.markCount {
      bytes.append(UInt32(character.marks[index]), to: word)
    }
    pass()
  }

  /// The word reaches behind the character; goes on.
  @inline(never)
  private mutating func pass() {
    wordRange = Range(uncheckedBounds: (wordRange.lowerBound, character.scalar.end))
    goOn()
  }

  /// Letters and digits, with an apostrophe between two of them. A hyphen before a letter and a full
  /// stop before a digit only end the word.
  private mutating func takeWord(into word: UnsafeMutableBufferPointer<UInt8>) {
    while true {
      take(into: word)
      let value = character.value
      switch value {
      case Special.apostrophe:
        lookOn()
        guard isInWord else { return }
        bytes.append(value, to: word)
      case Special.hyphen, Special.middleDot, Special.dot:
        lookOn()
        if character.kind == (value == Special.dot ? .digit : .letter) {
          position = character.scalar.start
        }
        return
      default:
        guard isInWord || character.kind == .mark else { return }
      }
    }
  }

  private var isInWord: Bool { character.kind == .letter || character.kind == .digit }

  /// Digits, with a full stop or a comma between two of them.
  private mutating func takeNumber(into word: UnsafeMutableBufferPointer<UInt8>) {
    while true {
      take(into: word)
      let value = character.value
      if value == Special.dot || value == Special.comma {
        lookOn()
        guard character.kind == .digit else { return }
        bytes.append(value, to: word)
      } else if character.kind != .digit && character.kind != .mark {
        return
      }
    }
  }

  /// A number that begins with its full stop; several full stops are none.
  private mutating func takeFraction(into word: UnsafeMutableBufferPointer<UInt8>) {
    goOn()
    if character.kind == .digit {
      bytes.append(Special.zero, to: word)
      bytes.append(Special.dot, to: word)
      takeNumber(into: word)
    }
    while character.value == Special.dot { goOn() }
  }

  /// A sign; `<=` and `>=` are one. Three or more alike draw a line and are none.
  private mutating func takeSign(into word: UnsafeMutableBufferPointer<UInt8>) {
    let sign = character.value
    pass()
    if sign == Special.less || sign == Special.greater {
      takeEqual(as: sign == Special.less ? Special.atMost : Special.atLeast, into: word)
      if bytes.count > 0 { return }
    }
    if character.value == sign {
      lookOn()
      if character.value == sign {
        while character.value == sign { goOn() }
        return
      }
    }
    bytes.append(sign, to: word)
  }

  /// Takes `=` as the end of another sign.
  @inline(never)
  private mutating func takeEqual(
    as sign: UInt32, into word: UnsafeMutableBufferPointer<UInt8>
  ) {
    if character.value == Special.equal {
      bytes.append(sign, to: word)
      pass()
    }
  }
}

/// Moves what the rules 2 read of `text` together; gives how many bytes that is.
package func keepVisible(_ text: UnsafeMutableBufferPointer<UInt8>) -> Int {
  var count = 0
  var scalar = TextScalar(UnsafeBufferPointer(text), from: 0)
  while scalar.kind != .end {
    for place in scalar.start..<scalar.end {
      text[count] = text[place]
      count &+= 1
    }
    scalar = TextScalar(UnsafeBufferPointer(text), from: scalar.end)
  }
  return count
}

/// Whether the scalar at `position` may stand between two parts of one word.
package func isJoint(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
  let scalar = TextScalar(text, from: position)
  switch scalar.value {
  case Special.apostrophe, Special.dot, Special.comma: return scalar.start == position
  default: return false
  }
}

/// Characters that mean something to those beside them.
private enum Special {
  static var not: UInt32 { 0x21 }
  static var apostrophe: UInt32 { 0x27 }
  static var comma: UInt32 { 0x2C }
  static var hyphen: UInt32 { 0x2D }
  static var dot: UInt32 { 0x2E }
  static var zero: UInt32 { 0x30 }
  static var less: UInt32 { 0x3C }
  static var equal: UInt32 { 0x3D }
  static var greater: UInt32 { 0x3E }
  static var middleDot: UInt32 { 0xB7 }
  static var unequal: UInt32 { 0x2260 }
  static var atMost: UInt32 { 0x2264 }
  static var atLeast: UInt32 { 0x2265 }
}

/// Whether an ASCII byte ends a word without being part of another: no letter or digit, and none of
/// `!`, `'`, `-`, `.` and the signs.
@inline(__always)
private func isPlain(_ byte: UInt8) -> Bool {
  // A bit a byte, of the lower and the upper half of ASCII.
  let bits: UInt64 = byte < 64 ? 0x8C00_134D_FFFF_FFFF : 0xB800_0001_B800_0001
  return byte < 0x80 && bits &>> UInt64(byte & 63) & 1 == 1
}
