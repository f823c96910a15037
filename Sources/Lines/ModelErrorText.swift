import KDRuntime

extension ModelError {
  /// Bytes that no `put(_: ModelError)` exceeds.
  package static let maximumTextByteCount = 256
}

extension ByteWriter {
  /// What is wrong with a model, where, what was expected and what was found, on one line.
  package mutating func put(_ error: ModelError) {
    switch error {
    case .badByteCount(let found, let least, let most):
      put("not a student model: expected ", least)
      put(" to ", most)
      put(" bytes, got ", found)
    case .notAModel:
      put("not a student model: expected KDM1 at byte 4")
    case .checksumMismatch(let stored, let computed):
      put("altered or cut: expected the checksum ")
      put(hexadecimal: stored)
      put(", got ")
      put(hexadecimal: computed)
    case .unsupportedVersion(let found, let newest):
      put("made for a newer kdrun: expected version ", newest)
      put(", got ", found)
    case .truncated(_, _, let need, let have):
      putPlace(error)
      put("expected ", need)
      put(" bytes, got ", have)
    case .misplaced(_, _, let expected, let found):
      putPlace(error)
      put("expected to start at byte ", expected)
      put(", got ", found)
    case .nonzeroPadding:
      putPlace(error)
      put("expected zero padding")
    case .trailingBytes(_, let count):
      putPlace(error)
      put("expected the end, got ", count)
      put(" more bytes")
    case .invalidUTF8:
      putPlace(error)
      put("expected UTF-8")
    case .outOfRange(_, _, let found, let least, let most):
      putPlace(error)
      put("expected ", least)
      put(" to ", most)
      put(", got ", found)
    case .inconsistent(_, _, let expected, let found):
      putPlace(error)
      put("expected ", expected)
      put(", got ", found)
    case .couldOverflow(_, _, let bound):
      putPlace(error)
      put("a sum could reach ")
      put(integer: bound)
      put(", which does not fit")
    }
  }

  /// Why no scorer can be made, on one line.
  package mutating func put(_ error: ArenaError) {
    switch error {
    case .tooSmall(let need, let have):
      put("expected an arena of ", need)
      put(" bytes, got ", have)
    case .misaligned: put("expected an arena at a multiple of 16")
    case .kernelUnavailable: put("this build or this CPU does not have the kernel")
    case .vocabularyClustered:
      put("too many words of the vocabulary share one place of its table")
    }
  }

  @inline(never)
  private mutating func putPlace(_ error: ModelError) {
    put(error.section.name)
    put(" at byte ", error.offset)
    put(": ")
  }

  /// A text and a number behind it.
  @inline(never)
  package mutating func put(_ text: StaticString, _ value: Int) {
    put(text)
    put(integer: value)
  }
}
