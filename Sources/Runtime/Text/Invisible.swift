/// Whether a scalar could break, hide or reorder the line that it is printed on: a control, a format
/// character, a line or paragraph separator (general categories Cc, Cf, Zl, Zp).
///
/// A fixed table, for programs without Unicode's own.
package func isInvisible(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x20...0x7E: return false
  case 0...0x9F, 0xAD: return true
  case 0x600...0x605, 0x61C, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x180E: return true
  case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0x2066...0x206F: return true
  case 0xFEFF, 0xFFF9...0xFFFB, 0x110BD, 0x110CD, 0x13430...0x1343F: return true
  case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0001, 0xE0020...0xE007F: return true
  default: return false
  }
}
