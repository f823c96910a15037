/// One file of a zip archive, as the central directory lists it.
package struct ZipEntry {
  /// With `/` between folders, as it is written but for that.
  package var name: String
  /// By which it is found: `name` with ASCII letters in lower case.
  var key: [UInt8]
  var flags: Int
  var method: Int
  var checksum: UInt32
  var packedByteCount: Int
  /// As stated; at most what its packed bytes can unpack to.
  package var byteCount: Int
  /// The local header, then the packed bytes.
  var range: Range<Int>

  /// Of `range`, the packed bytes.
  var packed: Range<Int> { range.upperBound - packedByteCount..<range.upperBound }
  var isEncrypted: Bool { flags & 0x41 != 0 }

  /// A name as `key` has it, without a slash in front.
  static func key(_ name: some Sequence<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    for byte in name where !(key.isEmpty && byte == slash) {
      key.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte == backslash ? slash : byte)
    }
    return key
  }
}

private let slash: UInt8 = 0x2F
/// Some writers on Windows put it between folders.
private let backslash: UInt8 = 0x5C
