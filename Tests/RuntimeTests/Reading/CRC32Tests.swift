import KDRuntime
import Testing

@Test func crc32HasThePublishedCheckValue() {
  let digits = Array("123456789".utf8)
  digits.withUnsafeBytes { #expect(crc32($0) == 0xCBF4_3926) }
}

@Test func crc32ReadsTheZeroedFieldAsZero() {
  var bytes = [UInt8](0..<64)
  let marked = bytes.withUnsafeBytes { crc32($0, zeroed: 20) }
  bytes.replaceSubrange(20..<24, with: [0, 0, 0, 0])
  bytes.withUnsafeBytes { #expect(crc32($0) == marked) }
}
