/// Scores responses with one model in one arena; one scorer a thread.
///
/// After `init` nothing allocates, locks or calls the system.
///
///     let options = ScorerOptions()
///     let arena = Arena(byteCount: Scorer.byteCount(model, options))
///     var scorer = try Scorer(model, options, arena)
///     let score = scorer.score(text, item: nil)
public struct Scorer: ~Copyable {
  /// Longer texts are not scored (`Reason.tooLong`).
  public static let maximumByteCount = 1 << 20

  public let options: ScorerOptions
  let plan: ArenaPlan
  let base: UnsafeMutableRawPointer
  private let arena: Arena
  // What every response needs of the model.
  private let wordText: UnsafeBufferPointer<UInt8>
  private let itemText: UnsafeBufferPointer<UInt8>
  private let vocabularyCount: Int
  private let firstItem: Int
  private let maxTokens: Int
  private let labelCount: Int
  private let logitBits: Int

  /// The arena that a model needs, exactly, in bytes.
  public static func byteCount(_ model: Model, _ options: ScorerOptions) -> Int {
    ArenaPlan(model, options).byteCount
  }

  /// Prepares the arena: vocabulary table, widened weights and, when folded, the input table.
  ///
  /// - Complexity: O(parameters), times the hidden size when folded.
  public init(
    _ model: Model, _ options: ScorerOptions, _ arena: consuming Arena
  ) throws(ArenaError) {
    let plan = ArenaPlan(model, options)
    guard let start = arena.memory.baseAddress, arena.memory.count >= plan.byteCount else {
      throw .tooSmall(need: plan.byteCount, have: arena.memory.count)
    }
    guard Int(bitPattern: start) % Arena.alignment == 0 else { throw .misaligned }
    start.initializeMemory(as: UInt8.self, repeating: 0, count: plan.byteCount)
    try plan.wordTable.build(in: start, model.text(model.wordRun))
    try plan.itemTable.build(in: start, model.text(model.itemRun))
    (start + plan.model).initializeMemory(as: Model.self, to: model)
    self.options = options
    self.plan = plan
    self.arena = arena
    base = start
    wordText = model.text(model.wordRun)
    itemText = model.text(model.itemRun)
    vocabularyCount = model.vocabularyCount
    firstItem = 1 + model.wordCount
    maxTokens = model.maxTokens
    labelCount = model.labelCount
    logitBits = model.logitBits
    if options.kernel != .scalar { widenWeights() }
    if isInputFolded { foldInputs() }
  }

  /// Scores one response in UTF-8. A model with items needs the item's id; without one that it
  /// knows it reads the unknown token in its place and says so (`Reason.unknownItem`).
  ///
  /// - Complexity: O(bytes + tokens · parameters of the LSTM).
  public mutating func score(
    _ text: UnsafeBufferPointer<UInt8>, item: UnsafeBufferPointer<UInt8>? = nil
  ) -> Score {
    var count = 0
    var isItemUnknown = false
    if !itemText.isEmpty {
      tokens[0] = 0
      if let item { tokens[0] = itemToken(item) }
      isItemUnknown = tokens[0] == 0
      count = 1
    }
    guard text.count <= Scorer.maximumByteCount else { return .unscored(.tooLong) }
    let wordStart = count
    var unknownCount = 0
    var isTruncated = false
    var scanner = WordScanner(text)
    while scanner.next(into: word) {
      if count == maxTokens {
        isTruncated = true
        break
      }
      let token = wordToken(scanner)
      if token == 0 { unknownCount &+= 1 }
      tokens[count] = token
      count &+= 1
    }
    if count == wordStart && !isTruncated { return .unscored(.empty) }
    let reason = Reason.ofScored(
      isItemUnknown: isItemUnknown, isTruncated: isTruncated, foundInvalid: scanner.foundInvalid, unknownCount: unknownCount,
      wordCount: count - wordStart)
    return run(count, reason, unknownCount)
  }

  /// Scores token ids: 0 unknown, then words, then items. The item token, if any, is the first.
  ///
  /// An id beyond the vocabulary counts as unknown; ids beyond `maxTokens` are ignored.
  public mutating func score(tokens ids: UnsafeBufferPointer<UInt16>) -> Score {
    if ids.isEmpty { return .unscored(.empty) }
    let count = min(ids.count, maxTokens)
    var unknownCount = 0
    for index in 0..<count {
      let isKnown = ids[index] > 0 && Int(ids[index]) < vocabularyCount
      tokens[index] = isKnown ? ids[index] : 0
      unknownCount &+= isKnown ? 0 : 1
    }
    let reason = Reason.ofScored(
      isTruncated: ids.count > count, foundInvalid: false, unknownCount: unknownCount,
      wordCount: count)
    return run(count, reason, unknownCount)
  }

  /// The integer logits of the last scored response, over 2^`Model.logitBits`.
  public var logits: UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: logitStart, count: labelCount)
  }

  /// Softmax of the last scored response, in class order.
  public mutating func probabilities() -> UnsafeBufferPointer<Double> {
    let start = (base + plan.probabilities).assumingMemoryBound(to: Double.self)
    let values = UnsafeMutableBufferPointer(start: start, count: labelCount)
    softmax(logits, bits: logitBits, into: values)
    return UnsafeBufferPointer(values)
  }

  private mutating func run(_ count: Int, _ reason: Reason, _ unknownCount: Int) -> Score {
    encode(count)
    dense()
    var label = 0
    for index in 1..<labelCount where logits[index] > logits[label] { label = index }
    return Score(reason: reason, label: label, tokenCount: count, unknownCount: unknownCount)
  }

  private func wordToken(_ scanner: borrowing WordScanner) -> UInt16 {
    guard scanner.wordByteCount <= word.count else { return 0 }
    let name = UnsafeBufferPointer(rebasing: word[..<scanner.wordByteCount])
    let index = plan.wordTable.index(
      of: name, hash: scanner.wordHash, base, wordText)
    return UInt16(truncatingIfNeeded: index &+ 1)
  }

  private func itemToken(_ item: UnsafeBufferPointer<UInt8>) -> UInt16 {
    let index = plan.itemTable.index(of: item, hash: fnv1a(item), base, itemText)
    return index < 0 ? 0 : UInt16(firstItem + index)
  }
}
