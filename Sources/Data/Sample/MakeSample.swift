import KDCommon

/// A small synthetic data set: the text of its files.
public struct SampleFiles: Sendable, Equatable {
  /// CSV with columns `id,item,text,label`.
  public var train: String
  /// The same, every fifth response.
  public var dev: String
  /// Soft labels of both, JSON Lines.
  public var teacher: String
  /// What the files are, for people; Markdown.
  public var readme: String

  /// File names and contents.
  public var files: [(name: String, text: String)] {
    [
      ("train.csv", train), ("dev.csv", dev), ("teacher.jsonl", teacher), ("README.md", readme),
    ]
  }
}

/// Makes up `responses` responses to two invented science questions, with labels 0, 1 and 2 and
/// the probabilities of a teacher that does not exist.
///
/// Nothing in it was written or graded by a person, and every id starts with `synthetic-`. The
/// texts come from phrases with typing errors put in; one label in twenty is off by one class, as
/// graders differ; the teacher is unsure, and now and then wrong. The same arguments give the
/// same bytes.
public func makeSample(responses: Int, seed: UInt64) -> SampleFiles {
  var random = SplitMix64(seed: seed)
  var files = SampleFiles(
    train: "id,item,text,label\n", dev: "id,item,text,label\n", teacher: "",
    readme: sampleReadme(responses, seed))
  for number in 0..<max(0, responses) {
    let item = SampleItem.all[number % SampleItem.all.count]
    let truth = random.below(item.patterns.count)
    let text = sampleText(random.pick(item.patterns[truth]), &random)
    let label = random.happens(0.05) ? neighbour(of: truth, &random) : truth
    let id = "synthetic-\(number + 1)"
    let row = "\(id),\(item.id),\(csvField(text)),\(label)\n"
    if number % 5 == 4 { files.dev += row } else { files.train += row }
    files.teacher += "{\"id\": \"\(id)\", \"item\": \"\(item.id)\", "
    files.teacher += "\"probs\": {\(sampleProbabilities(truth, &random))}}\n"
  }
  return files
}

/// A class next to `truth` of 0, 1, 2.
private func neighbour(of truth: Int, _ random: inout SplitMix64) -> Int {
  truth == 1 ? 2 * random.below(2) : 1
}

/// Probabilities of the three classes with five digits; they sum to exactly 1.
private func sampleProbabilities(_ truth: Int, _ random: inout SplitMix64) -> String {
  let favourite = random.happens(0.06) ? neighbour(of: truth, &random) : truth
  // Weights, not logits: no exponential, whose last bit differs between systems.
  let weights = (0..<3).map { label -> Double in
    switch abs(label - favourite) {
    case 0: 6 + 24 * random.unit()
    case 1: 0.5 + 3.5 * random.unit()
    default: 0.05 + 0.5 * random.unit()
    }
  }
  let total = weights[0] + weights[1] + weights[2]
  var parts = weights.map { Int($0 / total * 100_000) }
  parts[favourite] += 100_000 - parts[0] - parts[1] - parts[2]
  return parts.enumerated().map { label, part in
    let digits = String(part)
    return "\"\(label)\": 0." + String(repeating: "0", count: 5 - digits.count) + digits
  }.joined(separator: ", ")
}

private func sampleReadme(_ responses: Int, _ seed: UInt64) -> String {
  """
  # Synthetic sample data

  All of this is made up by `kdrun sample`: \(responses) responses, seed \(seed). No student wrote
  them, no person graded them and no teacher model labelled them; the questions are invented. Use it
  to try the commands and to test, never to judge how well kdrun grades.

  - `train.csv`, `dev.csv`: `id,item,text,label`; every id starts with `synthetic-`. Labels: 0
    wrong, 1 partly right, 2 right; one in twenty is off by one class.
  - `teacher.jsonl`: `{"id","item","probs":{label:p}}` for all rows of both.
  - Items: `sink-or-float` ("A wooden ball and a clay ball are equally big. Which one floats, and
    why?") and `shadow-length` ("Why is the shadow of a pole long in the morning and short at
    noon?").

  To train on it:

      kdrun distill FOLDER --teacher FOLDER/teacher.jsonl --item-token --out sample.kdm

  """
}
