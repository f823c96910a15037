import KDMetrics

private let shownDifferences = 30
private let shownSamples = 10
/// Of a response, in characters.
private let shownLength = 1000

/// Where human, teacher and students differ, and what they say of a sample.
func responseSections(_ comparison: GraderComparison) -> Markup {
  let differences = Disagreements(comparison)
  let count = differences.order.count
  let shown = min(count, shownDifferences)
  let kinds =
    differences.kinds.isEmpty
    ? Markup.empty
    : figureTable(
      ["human, teacher and \(comparison.served.grader.name)", "responses"],
      differences.kinds.map { [$0.name, grouped($0.count)] })
  // Spread over the part, the same ones each time.
  let all = comparison.responses.count
  let samples = (0..<min(all, shownSamples)).map { $0 * all / min(all, shownSamples) }
  return Markup([
    section(
      "Differences", kinds, responseTable(comparison, Array(differences.order.prefix(shown))),
      note: """
        On \(grouped(count)) of \(grouped(all)) responses not all say the same; \
        \(shown == count ? "all" : "the first \(shown)") are shown, those first on which a judge \
        gives the highest probability to another label than the human's.
        """),
    section(
      "Sample", responseTable(comparison, samples),
      note: "Every \(grouped(max(all / max(samples.count, 1), 1)))th response, as it comes."),
  ])
}

/// The responses with all labels side by side.
private func responseTable(_ comparison: GraderComparison, _ indices: [Int]) -> Markup {
  if indices.isEmpty { return .empty }
  let hasItems = comparison.responses.contains { !$0.item.isEmpty }
  let names =
    ["id"] + (hasItems ? ["item"] : []) + ["response", "human"]
    + comparison.graders.map(\.name)
  let head = names.map { "<th scope=\"col\">\($0)</th>" as Markup }
  let rows = indices.map { index -> Markup in
    let response = comparison.responses[index]
    let item: Markup = hasItems ? "<td>\(Markup.breakable(response.item))</td>" : ""
    let verdicts = comparison.graders.map { cell($0.verdicts[index], comparison, index) }
    return """
      <tr><td>\(Markup.breakable(response.id))</td>\(item)<td class="text" dir="auto">\(cut(response.text))</td>\
      <td>\(Markup.breakable(response.label ?? "–"))</td>\(Markup(verdicts))</tr>
      """
  }
  return """
    <div class="scroll"><table class="responses"><thead><tr>\(Markup(head))</tr></thead>
    <tbody>\(Markup(rows))</tbody></table></div>
    """
}

private func cut(_ text: String) -> String {
  text.count > shownLength ? text.prefix(shownLength) + "…" : text
}

/// A label with its probability; marked when it is not the human's.
private func cell(_ verdict: Verdict?, _ comparison: GraderComparison, _ index: Int) -> Markup {
  guard let verdict else { return "<td>–</td>" }
  let isOther = comparison.actual[index] >= 0 && verdict.label != comparison.actual[index]
  return """
    <td\(isOther ? " class=\"other\"" : "" as Markup)>\(Markup.breakable(comparison.labels[verdict.label])) \
    <small>\(decimal(verdict.confidence, places: 3))</small></td>
    """
}
