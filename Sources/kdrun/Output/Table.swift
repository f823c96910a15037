import KDCommon
import KDData

/// Columns of their widest cell: the first to the left, the others to the right.
func table(_ cells: [[String]]) -> String {
  let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
  return cells.map { row in
    row.indices.map { column in
      let gap = String(repeating: " ", count: widths[column] - row[column].count)
      return column == 0 ? printable(row[0]) + gap : gap + printable(row[column])
    }.joined(separator: "  ") + "\n"
  }.joined()
}

/// The same as a Markdown table; the first row is the head.
func markdownTable(_ cells: [[String]]) -> String {
  let rule = cells[0].indices.map { $0 == 0 ? "---" : "--:" }
  return ([cells[0], rule] + cells.dropFirst()).map {
    "| " + $0.map { printable($0) }.joined(separator: " | ") + " |\n"
  }.joined()
}
