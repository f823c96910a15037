/// Why a model file was refused. One case for each cause.
public enum ModelError: Error {
  /// The file is larger than `Model.maximumByteCount`, or too short to hold a header.
  case badByteCount(found: Int, least: Int, most: Int)
  /// Bytes 4 … 7 are not `KDM1`.
  case notAModel
  case checksumMismatch(stored: UInt32, computed: UInt32)
  case unsupportedVersion(found: Int, newest: Int)
  case truncated(section: ModelSection, offset: Int, need: Int, have: Int)
  /// The bytes are not in the one order that docs/FORMAT.md allows.
  case misplaced(section: ModelSection, offset: Int, expected: Int, found: Int)
  case nonzeroPadding(section: ModelSection, offset: Int)
  case trailingBytes(offset: Int, count: Int)
  case invalidUTF8(section: ModelSection, offset: Int)
  /// A number lies outside its range.
  case outOfRange(section: ModelSection, offset: Int, found: Int, least: Int, most: Int)
  /// A number differs from the one that the rest of the file implies.
  case inconsistent(section: ModelSection, offset: Int, expected: Int, found: Int)
  /// A 32-bit sum or a 16-bit gate input could wrap.
  case couldOverflow(section: ModelSection, offset: Int, bound: Int64)

  /// The part of the file at fault.
  public var section: ModelSection {
    switch self {
    case .badByteCount, .trailingBytes: .file
    case .notAModel: .identifier
    case .checksumMismatch: .checksum
    case .unsupportedVersion: .version
    case .truncated(let section, _, _, _), .misplaced(let section, _, _, _),
      .nonzeroPadding(let section, _), .invalidUTF8(let section, _),
      .outOfRange(let section, _, _, _, _), .inconsistent(let section, _, _, _),
      .couldOverflow(let section, _, _):
      section
    }
  }

  /// Where in the file, in bytes from its start.
  public var offset: Int {
    switch self {
    case .badByteCount, .checksumMismatch, .unsupportedVersion: 0
    case .notAModel: 4
    case .truncated(_, let offset, _, _), .misplaced(_, let offset, _, _),
      .nonzeroPadding(_, let offset), .trailingBytes(let offset, _), .invalidUTF8(_, let offset),
      .outOfRange(_, let offset, _, _, _), .inconsistent(_, let offset, _, _),
      .couldOverflow(_, let offset, _):
      offset
    }
  }
}
