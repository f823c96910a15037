import KDCommon

// The checks behind `SafetensorsFile.init`.

extension SafetensorsFile {
  /// Where the JSON lies.
  static func header(_ bytes: [UInt8]) throws(SafetensorsError) -> Range<Int> {
    guard bytes.count >= 8 else {
      throw .truncated(what: "header length", need: 8, have: bytes.count)
    }
    let count = littleEndian(bytes[..<8])
    guard count >= 2, count <= maximumHeaderByteCount else {
      throw .headerTooLarge(byteCount: count)
    }
    guard Int(count) <= bytes.count - 8 else {
      throw .truncated(what: "header", need: Int(count), have: bytes.count - 8)
    }
    guard bytes[8] == UInt8(ascii: "{") else {
      throw .badJSON(what: "expected {", offset: 8)
    }
    return 8..<8 + Int(count)
  }

  static func object(
    _ bytes: [UInt8], _ header: Range<Int>
  ) throws(SafetensorsError) -> [String: JSONValue] {
    switch JSONValue.parse(bytes[header]) {
    case .success(.object(let object)): return object
    case .success: throw .badJSON(what: "expected {", offset: header.lowerBound)
    case .failure(let fault):
      throw .badJSON(what: fault.what, offset: header.lowerBound + fault.column - 1)
    }
  }

  static func strings(
    _ entry: JSONValue
  ) throws(SafetensorsError) -> [String: String] {
    guard case .object(let members) = entry else {
      throw .badEntry(name: "__metadata__", expected: "an object", found: entry.kindName)
    }
    var strings: [String: String] = [:]
    for (key, value) in members {
      guard case .string(let text) = value else {
        throw .badEntry(name: "__metadata__", expected: "strings", found: value.kindName)
      }
      strings[key] = text
    }
    return strings
  }

  static func tensor(
    _ name: String, _ entry: JSONValue, dataStart: Int
  ) throws(SafetensorsError) -> Tensor {
    guard case .object(let members) = entry else {
      throw .badEntry(name: name, expected: "an object", found: entry.kindName)
    }
    guard Set(members.keys) == ["dtype", "shape", "data_offsets"] else {
      throw .badEntry(
        name: name, expected: "dtype, shape and data_offsets",
        found: members.keys.sorted().joined(separator: ", ").debugDescription)
    }
    guard case .string(let typeName)? = members["dtype"], let type = ElementType(rawValue: typeName)
    else {
      throw .badEntry(name: name, expected: "a known dtype", found: "another")
    }
    let shape = try integers(members["shape"], of: name, "shape")
    let offsets = try integers(members["data_offsets"], of: name, "data_offsets")
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw .badEntry(name: name, expected: "two data_offsets in order", found: "\(offsets)")
    }
    var byteCount = type.byteCount
    for size in shape {
      let (product, overflows) = byteCount.multipliedReportingOverflow(by: size)
      guard !overflows else {
        throw .badEntry(name: name, expected: "a shape that fits the data", found: "\(shape)")
      }
      byteCount = product
    }
    guard byteCount == offsets[1] - offsets[0] else {
      throw .badEntry(
        name: name, expected: "\(byteCount) bytes for shape \(shape)",
        found: "\(offsets[1] - offsets[0])")
    }
    return Tensor(
      name: name, type: type, shape: shape, range: dataStart + offsets[0]..<dataStart + offsets[1])
  }

  /// 2^48, or what leaves room in 32 bits: adding the data's start to it cannot overflow.
  private static let largestSize = Int(min(1 << 48, Int64(Int.max / 2)))

  /// Integers from 0 to `largestSize`.
  static func integers(
    _ value: JSONValue?, of name: String, _ what: String
  ) throws(SafetensorsError) -> [Int] {
    guard case .array(let elements)? = value else {
      throw .badEntry(name: name, expected: "a list as \(what)", found: value?.kindName ?? "none")
    }
    var integers: [Int] = []
    for element in elements {
      guard case .number(let text) = element, let number = Int(text),
        (0...largestSize).contains(number)
      else {
        throw .badEntry(name: name, expected: "whole numbers in \(what)", found: "another value")
      }
      integers.append(number)
    }
    return integers
  }
}
