import KDCommon
import KDData
import KDQuantize
import KDRuntime

/// The shape, vocabulary, items and labels of a student for `train`.
///
/// The words are the most frequent ones (`TokenEncoder.words`), equal counts in the order of
/// their UTF-8 bytes; items are in the order of their bytes. With the default sizes and 5 labels
/// 30,000 parameters leave room for 721 words.
/// - Throws: `badData` when there are fewer than 2 or more than 64 labels, no item for an item
///   token, or no room for a single word.
public func makeConfiguration(
  train: [Response], options: StudentOptions = StudentOptions()
) throws(DataError) -> StudentConfiguration {
  let isChoice = train.contains { $0.isChoice }
  let labels =
    isChoice ? Choice.labels : options.labels ?? classOrder(train.compactMap { $0.label })
  guard (2...64).contains(labels.count) else {
    throw .bad(
      "training responses", nil, "wrong number of labels", expected: "2 to 64",
      got: "\(labels.count)")
  }
  let rules = options.rules ?? options.initial?.rules ?? .newest
  var items = options.itemToken ? distinctItems(train.map { $0.item }, rules) : []
  if options.itemToken && (items.isEmpty || items.contains("")) {
    throw .bad("training responses", nil, "an item token needs an item in every row")
  }
  if options.itemToken, let initial = options.initial {
    items = distinctItems(items + initial.items, rules)
  }
  var configuration = StudentConfiguration(
    architecture: options.architecture, words: [], items: items, labels: labels,
    maxTokens: options.maxTokens, rules: rules)
  let room = wordRoom(configuration, options.maximumParameters)
  let wanted = options.vocabularySize ?? room
  guard wanted > 0, configuration.items.count + 1 < ModelLimits.vocabularyCounts.upperBound else {
    throw .bad(
      "training responses", nil, "no room for a word",
      expected:
        "at least \(ParameterLayout(configuration).count + configuration.embeddingSize) parameters",
      got: "\(options.maximumParameters)")
  }
  let size = min(wanted, ModelLimits.vocabularyCounts.upperBound - 1 - configuration.items.count)
  configuration.words = mostFrequentWords(
    train.flatMap { [$0.text] + $0.options }, size, configuration.rules)
  if let initial = options.initial {
    let known = Set(configuration.words.map { ByteString(text: $0) })
    let others = initial.words.filter { !known.contains(ByteString(text: $0)) }
    configuration.words += others.prefix(size - configuration.words.count)
  }
  return configuration
}

/// In the order of their bytes; of canonically equivalent ones the first, but for the rules of 0.1.
private func distinctItems(_ items: [String], _ rules: TokenizerRules) -> [String] {
  let distinct = Set(items.map { ByteString(text: $0) }).map { $0.text }.sorted(by: precedesInBytes)
  if rules == .words1 { return distinct }
  var seen: Set<String> = []
  return distinct.filter { seen.insert($0).inserted }
}

/// How many words fit beside everything else.
private func wordRoom(_ configuration: StudentConfiguration, _ maximumParameters: Int) -> Int {
  (maximumParameters - ParameterLayout(configuration).count) / configuration.embeddingSize
}
