/// Whether a scalar separates words: white space, punctuation, symbols, controls, private use.
///
/// ASCII letters and digits are the word characters below U+0080; beyond, everything is a word
/// character but the ranges listed. A fixed table for the reason given at `lowercase`.
package func isSeparator(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return false
  case 0..<0xAA: return true
  case 0xAA...0xFF: return isLatin1Separator(scalar)
  case 0x100..<0x2000: return isAlphabeticBlockSeparator(scalar)
  // General punctuation, currency, arrows, mathematics, box drawing, dingbats, braille.
  case 0x2000...0x206F, 0x20A0...0x20CF, 0x2190...0x2BFF, 0x2E00...0x2E7F: return true
  // CJK punctuation.
  case 0x3000...0x3003, 0x3008...0x3020, 0x3030, 0x303D, 0x30FB: return true
  // Private use, variation selectors, punctuation forms, full-width punctuation, specials.
  case 0xE000...0xF8FF, 0xFE00...0xFE1F, 0xFE30...0xFE6F, 0xFEFF: return true
  case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: return true
  case 0xFFE0...0xFFFF: return true
  // Pictographs, tags, private planes.
  case 0x1F000...0x1FAFF, 0xE0000...0x10FFFF: return true
  default: return false
  }
}

/// Feminine and masculine ordinal, superscripts, micro and fractions count as word characters.
private func isLatin1Separator(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xBC...0xBE: return false
  case 0xD7, 0xF7: return true
  default: return scalar < 0xC0
  }
}

/// Punctuation of the Greek, Armenian, Hebrew, Arabic and Indic blocks.
private func isAlphabeticBlockSeparator(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x37E, 0x387, 0x55A...0x55F, 0x589, 0x58A, 0x5BE, 0x5C0, 0x5C3, 0x5F3, 0x5F4: return true
  case 0x60C, 0x61B, 0x61E, 0x61F, 0x66A...0x66D, 0x6D4, 0x964, 0x965: return true
  case 0x1680: return true
  default: return false
  }
}
