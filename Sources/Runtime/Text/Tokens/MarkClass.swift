/// The order of a combining mark among those on one letter: higher ones stand behind.
///
/// Unicode's canonical combining classes, those above 200 by their rank. For marks of the kind
/// `CharacterKind.mark`.
func markClass(_ mark: UInt16) -> UInt8 {
  switch mark {
  case 0x300...0x36F:
    let place = Int(mark &- 0x300)
    let bits = classes[place &>> 4] &>> UInt64(truncatingIfNeeded: 4 &* (place & 15))
    return bits & 15 == 0 ? 1 : 200 &+ UInt8(truncatingIfNeeded: bits & 15)
  // Hebrew points.
  case 0x5B0...0x5B9: return UInt8(truncatingIfNeeded: mark &- 0x5B0 &+ 10)
  case 0x5BA...0x5BD: return UInt8(truncatingIfNeeded: mark &- 0x5BA &+ 19)
  case 0x5BF: return 23
  case 0x5C1, 0x5C2: return UInt8(truncatingIfNeeded: mark &- 0x5C1 &+ 24)
  case 0x5C7: return 18
  // Arabic vowels.
  case 0x64B...0x652: return UInt8(truncatingIfNeeded: mark &- 0x64B &+ 27)
  case 0x670: return 35
  case 0x3099, 0x309A: return 8
  case 0x655, 0x656, 0x65C, 0x65F: return below
  default: return above
  }
}

/// Below, class 220, and above, class 230.
private let below: UInt8 = 203
private let above: UInt8 = 204

/// U+0300 … U+036F, four bits each, the first lowest: 0 is class 1, 1 … 8 are the classes 202, 216, 220,
/// 230, 232, 233, 234, 240.
private let classes: InlineArray<7, UInt64> = [
  0x4444444444444444, 0x3333253333544444, 0x3333333113333113, 0x4443333000003333,
  0x0334443334844444, 0x6776433543333444, 0x4444444444444677,
]
