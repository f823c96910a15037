import KDRuntime

extension ModelError {
  /// What is wrong, where, what was expected and what was found, on one line.
  var text: String {
    let place = "\(section) at byte \(offset)"
    switch self {
    case .badByteCount(let found, let least, let most):
      return "not a student model: expected \(least) to \(most) bytes, got \(found)"
    case .notAModel:
      return "not a student model: expected KDM1 at byte 4"
    case .checksumMismatch(let stored, let computed):
      return "altered or cut: expected the checksum \(hex(stored)), got \(hex(computed))"
    case .unsupportedVersion(let found, let newest):
      return "made for a newer kdrun: expected version \(newest), got \(found)"
    case .truncated(_, _, let need, let have):
      return "\(place): expected \(need) bytes, got \(have)"
    case .misplaced(_, _, let expected, let found):
      return "\(place): expected to start at byte \(expected), got \(found)"
    case .nonzeroPadding:
      return "\(place): expected zero padding"
    case .trailingBytes(_, let count):
      return "\(place): expected the end, got \(count) more bytes"
    case .invalidUTF8:
      return "\(place): expected UTF-8"
    case .outOfRange(_, _, let found, let least, let most):
      return "\(place): expected \(least) to \(most), got \(found)"
    case .inconsistent(_, _, let expected, let found):
      return "\(place): expected \(expected), got \(found)"
    case .couldOverflow(_, _, let bound):
      return "\(place): a sum could reach \(bound), which does not fit"
    }
  }
}

extension ArenaError {
  /// Why no scorer can be made, on one line.
  var text: String {
    switch self {
    case .tooSmall(let need, let have): "expected an arena of \(need) bytes, got \(have)"
    case .misaligned: "expected an arena at a multiple of 16"
    case .kernelUnavailable: "this build or this CPU does not have the kernel"
    case .vocabularyClustered: "too many words of the vocabulary share one place of its table"
    }
  }
}
