/// A JSON value. Numbers keep their spelling, so that the label `1` stays `1`.
package enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// What it is, for a message.
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSONValue {
  /// The one value of a JSON text; a `Result`, because a closure over typed errors is less to read.
  package static func parse(_ text: ArraySlice<UInt8>) -> Result<JSONValue, JSONFault> {
    text.withUnsafeBufferPointer { bytes in
      var parser = JSONParser(bytes)
      do throws(JSONFault) { return .success(try parser.parse()) } catch { return .failure(error) }
    }
  }
}

/// What is wrong with a JSON text.
package struct JSONFault: Error, Equatable {
  package var what: String
  /// Byte in the text, from 1.
  package var column: Int
}
