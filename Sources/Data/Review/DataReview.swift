import KDCommon
import KDRuntime

/// What a person should know of responses before a student learns from them: what makes its figures better
/// than it is, or keeps it from learning.
public struct DataReview: Sendable, Equatable {
  /// A line each; empty for nothing worth a line.
  public private(set) var warnings: [String] = []
  /// What every set of real answers has a little of, for who asks; a line each.
  public private(set) var remarks: [String] = []

  /// One response where it stands.
  private struct Place {
    var response: Response
    var path: String
    var line: Int
    var key: WordKey
    var wordCount: Int
  }

  /// Labelled training answers, below which a student learns little but the most frequent label.
  private static let fewAnswers = 100
  /// Share of the most frequent label from which on accuracy says little.
  private static let dominantShare = 0.9
  /// Share of the texts that have several labels, and of the answers to judge on that were learnt, from
  /// which on it is more than real data have.
  private static let contradictingShare = 0.01
  private static let learntShare = 0.15
  /// Labels that say something of a share.
  private static let leastLabels = 20
  /// Lines of one answer that look like rows from which on a quote may have swallowed them.
  private static let swallowedLines = 3

  /// - Parameters:
  ///   - files: as they were read.
  ///   - split: what they were dealt into; nil where nothing is trained.
  ///   - maxTokens: words of an answer that a student reads.
  ///   - rules: how a text becomes words.
  public init(
    _ files: [DataSet], split: DataSplit?, maxTokens: Int, rules: TokenizerRules = .newest
  ) {
    let places = files.flatMap { file in
      zip(file.responses, file.lines).map { response, line in
        let words = Self.words(response, rules)
        return Place(
          response: response, path: file.path, line: line, key: words.key,
          wordCount: words.count)
      }
    }
    noteContradictions(places)
    if let split { noteLeaks(places, split) }
    noteCuts(places, maxTokens)
    noteSwallowedRows(places)
    noteBalance(split?.train ?? places.map { $0.response }, isTraining: split != nil)
  }

  /// Item, words and options as a student reads them: answers of the same key are one to it.
  private static func words(
    _ response: Response, _ rules: TokenizerRules
  ) -> (key: WordKey, count: Int) {
    var key: [UInt8] = Array(response.item.utf8) + [0]
    var count = 0
    for input in response.inputs {
      var text = input
      text.withUTF8 { bytes in
        var scanner = WordScanner(bytes, rules)
        var word = [UInt8](repeating: 0, count: 64)
        word.withUnsafeMutableBufferPointer { buffer in
          while scanner.next(into: buffer) {
            key += buffer.prefix(min(scanner.wordByteCount, buffer.count))
            key.append(0x20)
            count += 1
          }
        }
      }
      key.append(0x0A)
    }
    return (WordKey(bytes: key), count / max(response.inputs.count, 1))
  }

  private mutating func noteContradictions(_ places: [Place]) {
    var first: [WordKey: Place] = [:]
    var keys: Set<WordKey> = []
    var example: (Place, Place)?
    for place in places {
      guard let label = place.response.label else { continue }
      guard let other = first[place.key] else {
        first[place.key] = place
        continue
      }
      if other.response.label != label {
        keys.insert(place.key)
        example = example ?? (other, place)
      }
    }
    guard let (a, b) = example else { return }
    let line =
      "\(printable(a.path)):\(a.line): warning: the same words have label "
      + "\(quoted(a.response.label ?? "")) here and \(quoted(b.response.label ?? "")) on line "
      + "\(b.line)" + (keys.count > 1 ? ", and \(keys.count - 1) more texts differ so" : "")
    if Double(keys.count) >= Self.contradictingShare * Double(first.count) {
      warnings.append(line)
    } else {
      remarks.append(line)
    }
  }

  private mutating func noteLeaks(_ places: [Place], _ split: DataSplit) {
    let training = Set(split.train.map { $0.id })
    let judged = Set((split.dev + split.test).map { $0.id })
    var learnt: [WordKey: Place] = [:]
    for place in places where training.contains(place.response.id) { learnt[place.key] = place }
    let leaks = places.filter { judged.contains($0.response.id) && learnt[$0.key] != nil }
    guard let leak = leaks.first, let source = learnt[leak.key] else { return }
    let line =
      "\(printable(leak.path)):\(leak.line): warning: \(leaks.count) of \(judged.count) dev and test "
      + "answers have the words of a training one, this one those of line \(source.line): figures are "
      + "better than the student is"
    // Short answers are often alike.
    if Double(leaks.count) >= Self.learntShare * Double(judged.count) {
      warnings.append(line)
    } else {
      remarks.append(line)
    }
  }

  private mutating func noteCuts(_ places: [Place], _ maxTokens: Int) {
    let long = places.filter { $0.wordCount > maxTokens }
    guard let first = long.first else { return }
    warnings.append(
      "\(printable(first.path)):\(first.line): warning: \(long.count) of \(places.count) answers are longer "
        + "than the \(maxTokens) words that are read, the rest is cut off; --max-tokens reads more")
  }

  private mutating func noteSwallowedRows(_ places: [Place]) {
    for place in places {
      guard place.response.text.utf8.contains(0x0A) else { continue }
      let lines = place.response.text.utf8.split(separator: 0x0A)
      let rowLike = lines.count { line in line.count { ",;\t".utf8.contains($0) } >= 2 }
      if rowLike > Self.swallowedLines && 2 * rowLike > lines.count {
        warnings.append(
          "\(printable(place.path)):\(place.line): warning: one answer has \(rowLike) lines that look like "
            + "rows; a quote may be missing")
        return
      }
    }
  }

  private mutating func noteBalance(_ training: [Response], isTraining: Bool) {
    var counts: [String: Int] = [:]
    for response in training { if let label = response.label { counts[label, default: 0] += 1 } }
    let count = counts.values.reduce(0, +)
    if training.contains(where: { $0.isChoice }) { return }
    let labels = counts.keys.sorted(by: precedesInBytes)
    noteSpellings(labels)
    if count >= Self.leastLabels, let top = labels.max(by: { counts[$0]! < counts[$1]! }),
      Double(counts[top]!) >= Self.dominantShare * Double(count)
    {
      warnings.append(
        "warning: \(counts[top]!) of \(count) labels are \(quoted(top)): who always says so is right as "
          + "often, so look at each class's recall")
    }
    if isTraining && count < Self.fewAnswers {
      warnings.append(
        "warning: \(count) labelled answers to learn from are few; below \(Self.fewAnswers) a student "
          + "learns little but the most frequent label")
    }
    let rare = labels.filter { counts[$0]! < 5 }
    if isTraining && !rare.isEmpty && count >= Self.fewAnswers {
      warnings.append(
        "warning: fewer than five training answers have label \(listed(rare)): it will hardly be given"
      )
    }
  }
}

extension DataReview {
  /// `High` and `high` are two classes to a program, and most often one to the people who wrote them.
  private mutating func noteSpellings(_ labels: [String]) {
    var spellings: [String: [String]] = [:]
    for label in labels { spellings[lowerCase(label), default: []].append(label) }
    let alike = spellings.values.filter { $0.count > 1 }.flatMap { $0 }
    if alike.isEmpty { return }
    warnings.append(
      "warning: labels that differ in case alone are classes of their own: "
        + listed(alike.sorted(by: precedesInBytes)))
  }

  private func lowerCase(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(Unicode.Scalar(lowercase(scalar.value)) ?? scalar)
    }
    return String(result)
  }
}

/// Bytes as a key, hashed all at once: an array hashes them one by one.
private struct WordKey: Hashable {
  let bytes: [UInt8]

  func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}
