import KDCommon

/// The JSON object on one line of a file.
package func jsonObject(
  _ line: ArraySlice<UInt8>, _ file: String, _ number: Int
) throws(DataError) -> [String: JSONValue] {
  switch JSONValue.parse(line) {
  case .success(.object(let object)): return object
  case .success(let other): throw .bad(file, number, "expected a JSON object", got: other.kindName)
  case .failure(let fault):
    throw .bad(file, number, "not JSON at column \(fault.column): \(fault.what)")
  }
}
