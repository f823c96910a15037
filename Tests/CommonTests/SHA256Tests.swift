import KDCommon
import KDRuntime
import Testing

/// Test vectors of FIPS 180-4 (NIST's examples) and of the CRC catalogue.
struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
        + "lmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func knownDigests(text: String, digest: String) {
    #expect(sha256(Array(text.utf8)) == digest)
  }

  @Test func aMillionLetters() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(sha256(bytes) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func piecesGiveTheSameDigest() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let whole = sha256(bytes)
    var cases = 0
    for first in stride(from: 0, through: 300, by: 1) {
      var hash = SHA256()
      hash.update(Array(bytes[..<first]))
      hash.update(Array(bytes[first...]))
      #expect(hash.finalize() == whole, "split at \(first)")
      cases += 1
    }
    #expect(cases == 301)
  }

  @Test func checksumIsThatOfZlib() {
    #expect(Array("123456789".utf8).withUnsafeBytes { crc32($0) } == 0xCBF4_3926)
    let zeroed: [UInt8] = [1, 2, 0, 0, 0, 0, 3]
    let filled: [UInt8] = [1, 2, 9, 9, 9, 9, 3]
    #expect(
      filled.withUnsafeBytes { crc32($0, zeroed: 2) } == zeroed.withUnsafeBytes { crc32($0) })
  }
}
