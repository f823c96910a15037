/// A string that equals another when the bytes do, as the runtime compares words. `String`
/// itself takes a letter with an accent and the same letter and accent as two scalars for one.
package struct ByteString: Hashable {
  package var text: String

  package init(text: String) { self.text = text }

  package static func == (a: ByteString, b: ByteString) -> Bool {
    a.text.utf8.elementsEqual(b.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(UInt8(0xFF))
  }
}
