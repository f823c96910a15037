import KDRuntime
import Testing

/// A scalar is escaped for its general category, by the table as by Unicode's own properties.
@Test func invisibleScalarsAreThoseOfUnicode() {
  var found = 0
  for value in UInt32(0)...0x10FFFF {
    guard let scalar = Unicode.Scalar(value) else { continue }
    let isListed =
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    if isInvisible(value) != isListed { Issue.record("U+\(String(value, radix: 16))") }
    found += isListed ? 1 : 0
  }
  #expect(found > 200)
}
