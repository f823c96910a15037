import KDCommon
import KDData
import KDQuantize

/// What `makeConfiguration` chooses from.
public struct ConfigurationOptions: Sendable {
  public var architecture = Architecture.lstm
  /// Makes each item of the training responses a token.
  public var itemToken = false
  /// How many words; `nil`: as many as `maximumParameters` leaves room for.
  public var vocabularySize: Int?
  /// Most parameters of the whole student.
  public var maximumParameters = 30_000
  public var maxTokens = 200
  /// The classes; `nil`: the labels of the training responses, in class order. Students of choice
  /// questions have `Choice.labels` in any case.
  public var labels: [String]?
  /// A student that training begins with; its words fill what room is left, in their order, and
  /// its items join those of the training responses.
  public var initial: StudentConfiguration?

  public init() {}
}

/// The shape, vocabulary, items and labels of a student for `train`.
///
/// The words are the most frequent ones (`TokenEncoder.words`), equal counts in the order of
/// their UTF-8 bytes; items are in the order of their bytes. With the default sizes and 5 labels
/// 30,000 parameters leave room for 721 words.
/// - Throws: `badData` when there are fewer than 2 or more than 64 labels, no item for an item
///   token, or no room for a single word.
public func makeConfiguration(
  train: [Response], options: ConfigurationOptions = ConfigurationOptions()
) throws(DataError) -> StudentConfiguration {
  let isChoice = train.contains { $0.isChoice }
  let labels =
    isChoice ? Choice.labels : options.labels ?? classOrder(train.compactMap { $0.label })
  guard (2...64).contains(labels.count) else {
    throw .bad(
      "training responses", nil, "wrong number of labels", expected: "2 to 64",
      got: "\(labels.count)")
  }
  var items = options.itemToken ? distinctItems(train.map { $0.item }) : []
  if options.itemToken && (items.isEmpty || items.contains("")) {
    throw .bad("training responses", nil, "an item token needs an item in every row")
  }
  if options.itemToken, let initial = options.initial {
    items = distinctItems(items + initial.items)
  }
  var configuration = StudentConfiguration(
    architecture: options.architecture, words: [], items: items, labels: labels,
    maxTokens: options.maxTokens)
  let room = wordRoom(configuration, options.maximumParameters)
  let wanted = options.vocabularySize ?? room
  guard wanted > 0, configuration.items.count + 1 < maximumTokenCount else {
    throw .bad(
      "training responses", nil, "no room for a word",
      expected:
        "at least \(ParameterLayout(configuration).count + configuration.embeddingSize) parameters",
      got: "\(options.maximumParameters)")
  }
  let size = min(wanted, maximumTokenCount - 1 - configuration.items.count)
  configuration.words = mostFrequentWords(train.flatMap { [$0.text] + $0.options }, size)
  if let initial = options.initial {
    let known = Set(configuration.words.map { ByteString(text: $0) })
    let others = initial.words.filter { !known.contains(ByteString(text: $0)) }
    configuration.words += others.prefix(size - configuration.words.count)
  }
  return configuration
}

/// Most rows of an embedding, as token ids are 16 bits and the model file keeps one spare.
private let maximumTokenCount = 65_535
/// Longest word of a vocabulary in the model file.
private let maximumWordByteCount = 64

private func distinctItems(_ items: [String]) -> [String] {
  Set(items.map { ByteString(text: $0) }).map { $0.text }.sorted(by: precedesInBytes)
}

/// How many words fit beside everything else.
private func wordRoom(_ configuration: StudentConfiguration, _ maximumParameters: Int) -> Int {
  (maximumParameters - ParameterLayout(configuration).count) / configuration.embeddingSize
}

/// The `size` most frequent words of `texts`, or all if there are fewer.
func mostFrequentWords(_ texts: [String], _ size: Int) -> [String] {
  var counts: [ByteString: Int] = [:]
  for text in texts {
    for word in TokenEncoder.words(in: text) where word.utf8.count <= maximumWordByteCount {
      counts[ByteString(text: word), default: 0] += 1
    }
  }
  let ranked = counts.sorted {
    $0.value == $1.value ? precedesInBytes($0.key.text, $1.key.text) : $0.value > $1.value
  }
  return ranked.prefix(max(0, size)).map { $0.key.text }
}
