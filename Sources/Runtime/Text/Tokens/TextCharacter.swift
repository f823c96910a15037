/// A character of a text: a scalar as `folded` has it, with the combining marks behind it in canonical
/// order, composed as Unicode's NFC composes them. What is invisible is passed over.
struct TextCharacter {
  /// Without the marks that did not compose.
  private(set) var scalar = TextScalar(value: 0, kind: .end, start: 0, end: 0)
  /// Marks that did not compose, `markCount` of them.
  private(set) var marks = InlineArray<16, UInt16>(repeating: 0)
  private(set) var markCount = 0
  /// Where the next one is to be read from; the text's end if this one could go on there.
  private(set) var next = 0

  init() {}

  var value: UInt32 { scalar.value }
  var kind: CharacterKind { scalar.kind }

  /// Reads the character at `position`.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, at position: Int) {
    markCount = 0
    scalar = TextScalar(text, from: position)
    next = scalar.end
    if scalar.value == dottedI {
      scalar.value = 0x69
      insert(dotAbove, at: 0)
    } else if next < text.count && text[next] < 0x80 {
      return
    }
    var isWhole = markCount == 0
    while true {
      let following = TextScalar(text, from: scalar.end)
      next = following.start
      if following.kind == .mark {
        if isWhole { decompose() }
        isWhole = false
        if markCount == marks.count { break }
        // Two marks in one.
        if following.value == 0x344 { insert(0x308) }
        if markCount < marks.count {
          insert(following.value == 0x344 ? 0x301 : UInt16(truncatingIfNeeded: following.value))
        }
      } else if isWhole, let syllable = composedHangul(scalar.value, following.value) {
        scalar.value = syllable
      } else {
        break
      }
      scalar.end = following.end
    }
    if !isWhole { compose() }
  }

  /// Takes the marks of a composite apart.
  private mutating func decompose() {
    while let (letter, mark) = decomposed(scalar.value) {
      scalar.value = letter
      insert(mark, at: 0)
    }
  }

  /// Puts a mark behind those of its class and lower ones.
  private mutating func insert(_ mark: UInt16) {
    var place = markCount
    while place > 0, markClass(marks[unchecked: place &- 1]) > markClass(mark) { place &-= 1 }
    insert(mark, at: place)
  }

  private mutating func insert(_ mark: UInt16, at place: Int) {
    var index = markCount
    while index > place {
      marks[unchecked: index] = marks[unchecked: index &- 1]
      index &-= 1
    }
    marks[unchecked: place] = mark
    markCount &+= 1
  }

  /// Composes what marks can be; one that stays keeps later ones of its class from the letter.
  private mutating func compose() {
    let count = markCount
    markCount = 0
    var lastClass: UInt8 = 0
    for index in 0..<count {
      let mark = marks[unchecked: index]
      let itsClass = markClass(mark)
      if itsClass > lastClass, let composite = composed(scalar.value, mark) {
        scalar.value = composite
      } else {
        marks[unchecked: markCount] = mark
        markCount &+= 1
        lastClass = itsClass
      }
    }
  }
}

/// A scalar of a text as `folded` has it, a digit of any script as the ASCII one.
struct TextScalar {
  var value: UInt32
  let kind: CharacterKind
  /// Where it lies in the text, in bytes.
  let start: Int
  var end: Int

  /// The next scalar from `position` on that is not invisible.
  @inline(never)
  init(_ text: UnsafeBufferPointer<UInt8>, from position: Int) {
    var position = position
    while position < text.count {
      let decoded = decodeScalar(text, at: position)
      let end = position &+ decoded.byteCount
      var value = folded(decoded.value)
      var kind = asciiKind(value)
      if value >= 0x80 {
        let found = findKind(value)
        kind = found.kind
        if kind == .digit { value = value &- found.first &+ 0x30 }
      }
      if kind != .invisible {
        self.init(value: value, kind: kind, start: position, end: end)
        return
      }
      position = end
    }
    self.init(value: DecodedScalar.invalid &- 1, kind: .end, start: position, end: position)
  }

  init(value: UInt32, kind: CharacterKind, start: Int, end: Int) {
    (self.value, self.kind, self.start, self.end) = (value, kind, start, end)
  }
}

private let dottedI: UInt32 = 0x130
