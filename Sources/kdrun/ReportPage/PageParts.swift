/// A heading and what stands under it.
func section(_ title: String, _ parts: Markup..., note: Markup = .empty) -> Markup {
  let note: Markup = note.source.isEmpty ? "" : "<p class=\"note\">\(note)</p>"
  return "<section><h2>\(title)</h2>\n\(note)\n\(Markup(parts))\n</section>"
}

/// Things that stand side by side where there is room.
func sideBySide(_ figures: [(title: String, content: Markup)], isWide: Bool = false) -> Markup {
  let figures = figures.map { title, content -> Markup in
    "<figure><figcaption>\(title)</figcaption>\n\(content)</figure>"
  }
  return "<div class=\"\(isWide ? "grid two" : "grid")\">\(Markup(figures))</div>"
}

/// A table whose first column names the row; the others hold figures, to the right.
func figureTable(_ head: [String], _ rows: [[String]]) -> Markup {
  let head = head.map { "<th scope=\"col\">\($0)</th>" as Markup }
  let rows = rows.map { row -> Markup in
    let cells = row.dropFirst().map { "<td>\($0)</td>" as Markup }
    return "<tr><th scope=\"row\">\(row[0])</th>\(Markup(cells))</tr>"
  }
  return """
    <div class="scroll"><table class="figures"><thead><tr>\(Markup(head))</tr></thead>
    <tbody>\(Markup(rows))</tbody></table></div>
    """
}

/// Names and values.
func valueTable(_ rows: [(name: String, value: String)]) -> Markup {
  let rows = rows.map { "<tr><th scope=\"row\">\($0)</th><td>\($1)</td></tr>" as Markup }
  return
    "<div class=\"scroll\"><table class=\"values\"><tbody>\(Markup(rows))</tbody></table></div>"
}
