import KDCommon

/// Why a safetensors file was refused, or cannot be written. The description is one line.
public enum SafetensorsError: Error, Equatable, CustomStringConvertible {
  /// The file ends before what it announces.
  case truncated(what: String, need: Int, have: Int)
  /// The header is larger than `SafetensorsFile.maximumHeaderByteCount`.
  case headerTooLarge(byteCount: UInt64)
  /// The header is not JSON; `offset` is a byte of the file.
  case badJSON(what: String, offset: Int)
  /// An entry of the header is not as the format or the student wants it.
  case badEntry(name: String, expected: String, found: String)
  /// Tensors do not follow one another without gap from the first byte of the data.
  case badOffset(tensor: String, expected: Int, found: Int)
  /// Bytes after the last tensor.
  case trailingBytes(count: Int)
  /// A size, word, item or label of the configuration that no student may have.
  case badConfiguration(ExportError)
  case missing(name: String)
  case unexpected(name: String)
  case wrongShape(tensor: String, expected: [Int], found: [Int])
  /// An element is infinite or not a number.
  case notFinite(tensor: String, index: Int)

  /// What is wrong with which part, on one line.
  public var description: String {
    "safetensors: " + reason
  }

  private var reason: String {
    switch self {
    case .truncated(let what, let need, let have):
      "\(what): expected \(need) bytes, got \(have)"
    case .headerTooLarge(let byteCount):
      "header: expected 2 to \(SafetensorsFile.maximumHeaderByteCount) bytes, got \(byteCount)"
    case .badJSON(let what, let offset):
      "header: \(what) at byte \(offset)"
    case .badEntry(let name, let expected, let found):
      "\(quotedJSON(name)): expected \(expected), got \(found)"
    case .badOffset(let tensor, let expected, let found):
      "\(quotedJSON(tensor)): expected data offset \(expected), got \(found)"
    case .trailingBytes(let count):
      "data: \(count) bytes after the last tensor"
    case .badConfiguration(let error):
      "configuration: \(error.reason)"
    case .missing(let name):
      "\(quotedJSON(name)): missing"
    case .unexpected(let name):
      "\(quotedJSON(name)): not part of the student"
    case .wrongShape(let tensor, let expected, let found):
      "\(quotedJSON(tensor)): expected shape \(expected), got \(found)"
    case .notFinite(let tensor, let index):
      "\(quotedJSON(tensor)): element \(index) is not finite"
    }
  }
}
