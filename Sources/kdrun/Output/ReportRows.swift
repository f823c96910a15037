/// Lines of a report: a name in a column, then what belongs to it.
func rows(_ rows: [(String, String)]) -> String {
  let width = rows.map(\.0.count).max() ?? 0
  return rows.map { name, value in
    name + String(repeating: " ", count: width + 2 - name.count) + value + "\n"
  }.joined()
}

/// A difference with its sign: `+0.0012`, `-0.0100`, `0.0000`.
func signed(_ value: Double, places: Int) -> String {
  let text = decimal(value, places: places)
  return value > 0 && text.contains { $0 >= "1" && $0 <= "9" } ? "+" + text : text
}
