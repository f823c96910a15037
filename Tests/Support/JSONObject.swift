import Foundation

/// The JSON object that `bytes` hold, read by Foundation: an oracle for kdrun's own reader and
/// writer.
package func jsonObject(_ bytes: some Sequence<UInt8>) throws -> [String: Any] {
  let value = try JSONSerialization.jsonObject(with: Data(bytes))
  guard let object = value as? [String: Any] else {
    throw TestSupportError(description: "not a JSON object: \(value)")
  }
  return object
}

/// What kept a helper from giving what a test needs.
package struct TestSupportError: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) { self.description = description }
}
