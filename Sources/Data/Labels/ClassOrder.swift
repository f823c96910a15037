/// The distinct labels in class order: by value when all are numbers, else by their UTF-8 bytes.
///
/// `["10", "9", "0.5"]` gives `["0.5", "9", "10"]`; `["b", "a", "10"]` gives `["10", "a", "b"]`.
/// Labels of equal value (`1`, `1.0`) stay two classes, in the order of their bytes.
public func classOrder(_ labels: some Sequence<String>) -> [String] {
  let distinct = Array(Set(labels)).sorted(by: precedesInBytes)
  guard let values = numericValues(distinct) else { return distinct }
  // A stable order of equal values comes from the sort by bytes above.
  return zip(distinct, values).enumerated().sorted {
    ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
  }.map { $0.element.0 }
}

/// The value of each label if all are decimal numbers such as `2`, `-1`, `0.5`, `1e3`.
package func numericValues(_ labels: [String]) -> [Double]? {
  var values: [Double] = []
  for label in labels {
    guard let value = numericValue(ArraySlice(label.utf8)) else { return nil }
    values.append(value)
  }
  return values
}

/// Order by UTF-8 bytes: unlike `<`, the same on every system and Unicode version.
package func precedesInBytes(_ a: String, _ b: String) -> Bool {
  a.utf8.lexicographicallyPrecedes(b.utf8)
}

/// Where each of `names` is, the first place of equals.
package func places(of names: [String]) -> [String: Int] {
  var places: [String: Int] = [:]
  for (place, name) in names.enumerated() where places[name] == nil { places[name] = place }
  return places
}
