/// The lower-case form of a scalar, one to one.
///
/// Latin, Greek, Cyrillic, Armenian and full-width letters, by Unicode's simple mapping; the
/// rest stays as it is. U+0130 becomes `i`. A fixed table, so that a new Unicode version or
/// a locale can never change a score.
package func lowercase(_ scalar: UInt32) -> UInt32 {
  switch scalar {
  case 0x41...0x5A: return scalar &+ 0x20
  case 0..<0xC0: return scalar
  case 0xC0...0xDE: return scalar == 0xD7 ? scalar : scalar &+ 0x20
  case 0x100...0x24F: return lowercaseExtendedLatin(scalar)
  case 0x386: return 0x3AC
  case 0x388...0x38A: return scalar &+ 37
  case 0x38C: return 0x3CC
  case 0x38E, 0x38F: return scalar &+ 63
  case 0x391...0x3AB: return scalar == 0x3A2 ? scalar : scalar &+ 0x20
  case 0x400...0x40F: return scalar &+ 0x50
  case 0x410...0x42F: return scalar &+ 0x20
  case 0x4C0: return 0x4CF
  case 0x4C1...0x4CE: return lowerOfOddPair(scalar)
  case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: return lowerOfEvenPair(scalar)
  case 0x531...0x556: return scalar &+ 48
  case 0x1E9E: return 0xDF
  case 0x1E00...0x1E95, 0x1EA0...0x1EFF: return lowerOfEvenPair(scalar)
  case 0xFF21...0xFF3A: return scalar &+ 0x20
  default: return scalar
  }
}

/// Latin Extended-A and the regular runs of Extended-B.
private func lowercaseExtendedLatin(_ scalar: UInt32) -> UInt32 {
  switch scalar {
  case 0x130: return 0x69
  case 0x178: return 0xFF
  case 0x138, 0x149, 0x17F: return scalar
  case 0x139...0x148, 0x179...0x17E, 0x1CD...0x1DC: return lowerOfOddPair(scalar)
  case 0x100...0x137, 0x14A...0x177, 0x1DE...0x1EF, 0x1F8...0x21F, 0x222...0x233:
    return scalar == 0x220 ? scalar : lowerOfEvenPair(scalar)
  default: return scalar
  }
}

/// Upper case is even, lower case follows it.
private func lowerOfEvenPair(_ scalar: UInt32) -> UInt32 { scalar | 1 }

/// Upper case is odd, lower case follows it.
private func lowerOfOddPair(_ scalar: UInt32) -> UInt32 { scalar &+ (scalar & 1) }
