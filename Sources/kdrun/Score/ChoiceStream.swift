import KDData
import KDLines
import KDRuntime
import KDSystem

/// Scores choice questions that were read whole, and writes a line a question.
struct ChoiceStream {
  let engine: any ScoreEngine
  let format: ScoreFormat
  let showsID: Bool
  /// Of the question with the most.
  let mostOptions: Int

  /// The header of the CSV format.
  var csvHeader: [UInt8] { names(mostOptions).csvHeader(hasLogits: false) }

  private func names(_ count: Int) -> LabelList {
    LabelList(labels: Choice.names(count).map { Array($0.utf8) })
  }

  /// A line has the question's own options; in CSV, where all have the same columns, those that it
  /// lacks have probability 0.
  func score(_ questions: [Response], into results: OutputLines) throws(Failure) {
    var lines: [Int: ScoreLine<CachedText>] = [:]
    for (index, question) in questions.enumerated() {
      try Signals.check()
      let choice = ScoredChoice(question, engine)
      let count = format == .csv ? mostOptions : question.options.count
      let line = lines[count] ?? makeLine(count)
      lines[count] = line
      let id = Array(question.id.utf8)
      var millionths = choice.probabilities.map(inMillionths)
      millionths += [UInt32](repeating: 0, count: count - millionths.count)
      results.append(choice.reason, line.maximumByteCount(idByteCount: id.count)) { writer in
        id.withUnsafeBufferPointer { id in
          millionths.withUnsafeBufferPointer { millionths in
            line.append(
              ScoredResponse(reason: choice.reason, label: choice.label), id: id,
              number: index + 1, millionths: millionths.baseAddress!,
              logits: UnsafeBufferPointer(start: nil, count: 0), to: &writer)
          }
        }
      }
    }
  }

  private func makeLine(_ count: Int) -> ScoreLine<CachedText> {
    ScoreLine(
      format: format, hasLogits: false, showsID: showsID,
      text: CachedText(PlainText(names: names(count), format: format)))
  }
}
