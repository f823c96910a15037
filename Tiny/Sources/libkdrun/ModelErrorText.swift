import KDRuntime

// The words of Sources/kdrun/Output/ModelErrorText.swift, made without String.

extension ModelError {
  /// What is wrong, where, what was expected and what was found, on one line.
  func write(to writer: inout ByteWriter) {
    switch self {
    case .badByteCount(let found, let least, let most):
      writer.put("not a student model: expected ", least)
      writer.put(" to ", most)
      writer.put(" bytes, got ", found)
    case .notAModel:
      writer.put("not a student model: expected KDM1 at byte 4")
    case .checksumMismatch(let stored, let computed):
      writer.put("altered or cut: expected the checksum ")
      writer.put(hexadecimal: stored)
      writer.put(", got ")
      writer.put(hexadecimal: computed)
    case .unsupportedVersion(let found, let newest):
      writer.put("made for a newer kdrun: expected version ", newest)
      writer.put(", got ", found)
    default:
      writer.put(section)
      writer.put(" at byte ", offset)
      writer.put(": ")
      writeDetail(to: &writer)
    }
  }

  /// What follows the place in the file.
  private func writeDetail(to writer: inout ByteWriter) {
    switch self {
    case .badByteCount, .notAModel, .checksumMismatch, .unsupportedVersion: break
    case .truncated(_, _, let need, let have):
      writer.put("expected ", need)
      writer.put(" bytes, got ", have)
    case .misplaced(_, _, let expected, let found):
      writer.put("expected to start at byte ", expected)
      writer.put(", got ", found)
    case .nonzeroPadding:
      writer.put("expected zero padding")
    case .trailingBytes(_, let count):
      writer.put("expected the end, got ", count)
      writer.put(" more bytes")
    case .invalidUTF8:
      writer.put("expected UTF-8")
    case .outOfRange(_, _, let found, let least, let most):
      writer.put("expected ", least)
      writer.put(" to ", most)
      writer.put(", got ", found)
    case .inconsistent(_, _, let expected, let found):
      writer.put("expected ", expected)
      writer.put(", got ", found)
    case .couldOverflow(_, _, let bound):
      writer.put("a sum could reach ")
      writer.put(positive: bound)
      writer.put(", which does not fit")
    }
  }
}

extension ArenaError {
  /// Why no scorer can be made, on one line.
  func write(to writer: inout ByteWriter) {
    switch self {
    case .tooSmall(let need, let have):
      writer.put("expected an arena of ", need)
      writer.put(" bytes, got ", have)
    case .misaligned: writer.put("expected an arena at a multiple of 16")
    case .kernelUnavailable: writer.put("this build or this CPU does not have the kernel")
    case .vocabularyClustered:
      writer.put("too many words of the vocabulary share one place of its table")
    }
  }
}

extension ByteWriter {
  /// A text and a number behind it.
  mutating func put(_ text: StaticString, _ number: Int) {
    put(text)
    put(integer: number)
  }

  /// A whole number from 0 on that may need more than 32 bits.
  mutating func put(positive value: Int64) {
    if value >= 10 { put(positive: value / 10) }
    put(0x30 + UInt8(truncatingIfNeeded: value % 10))
  }

  /// Eight hexadecimal digits.
  mutating func put(hexadecimal value: UInt32) {
    for digit in 1...8 {
      let four = UInt8(truncatingIfNeeded: value &>> UInt32(32 - 4 * digit)) & 15
      put(four < 10 ? 0x30 + four : 0x57 + four)
    }
  }
}
