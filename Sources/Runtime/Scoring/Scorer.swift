/// Scores responses with one model in one arena; one scorer a thread.
///
/// After `init` nothing allocates, locks or calls the system.
///
///     let options = ScorerOptions()
///     let arena = Arena(byteCount: Scorer.byteCount(model, options))
///     var scorer = try Scorer(model, options, arena)
///     let response = scorer.score(text, item: nil)
public struct Scorer: ~Copyable {
  /// Longer texts are not scored (`Reason.tooLong`).
  public static let maximumByteCount = 1 << 20

  /// What it was made with.
  public let options: ScorerOptions
  /// The arena's plan, the model and all the rest.
  let base: UnsafeMutableRawPointer
  private let arena: Arena

  /// The arena that a model needs, exactly, in bytes.
  public static func byteCount(_ model: Model, _ options: ScorerOptions) -> Int {
    ArenaPlan(model, options).byteCount
  }

  /// Prepares the arena: vocabulary table, widened weights and, when folded, the input table.
  ///
  /// - Complexity: O(parameters), times the hidden size when folded.
  /// - Throws: `ArenaError` when the arena, the kernel or the vocabulary does not allow it.
  public init(
    _ model: Model, _ options: ScorerOptions, _ arena: consuming Arena
  ) throws(ArenaError) {
    guard options.kernel.isAvailable else { throw .kernelUnavailable }
    let plan = ArenaPlan(model, options)
    guard let lowest = arena.memory.baseAddress, arena.memory.count >= plan.byteCount else {
      throw .tooSmall(need: plan.byteCount, have: arena.memory.count)
    }
    guard Int(bitPattern: lowest) % Arena.alignment == 0 else { throw .misaligned }
    let start = lowest.alignedUp(toMultipleOf: plan.alignment)
    start.initializeMemory(as: UInt8.self, repeating: 0, count: plan.end)
    try plan.words.build(in: start)
    try plan.items.build(in: start)
    plan.labels.build(in: start)
    start.initializeMemory(as: ArenaPlan.self, to: plan)
    (start + ArenaPlan.modelOffset).initializeMemory(as: Model.self, to: model)
    self.options = options
    self.arena = arena
    base = start
    prepareLayers()
  }

  /// Scores one response in UTF-8. A model with items needs the item's id; without one that it
  /// knows it reads the unknown token in its place and says so (`Reason.unknownItem`).
  ///
  /// - Complexity: O(bytes + tokens · parameters of the LSTM).
  public mutating func score(
    _ text: UnsafeBufferPointer<UInt8>, item: UnsafeBufferPointer<UInt8>? = nil
  ) -> ScoredResponse {
    score(tokenize(text, item: item))
  }

  /// Scores token ids: 0 unknown, then words, then items. The item token, if any, is the first.
  ///
  /// An id beyond the vocabulary counts as unknown; ids beyond `maxTokens` are ignored.
  public mutating func score(tokens ids: UnsafeBufferPointer<UInt16>) -> ScoredResponse {
    score(tokenize(ids: ids))
  }

  /// Scores the tokens that are in the arena.
  mutating func score(_ tokenized: Tokenized) -> ScoredResponse {
    if tokenized.count == 0 { return ScoredResponse(reason: tokenized.reason) }
    encode(tokenized.count)
    dense()
    return ScoredResponse(
      reason: tokenized.reason, label: firstHighest(logits), tokenCount: tokenized.count,
      unknownCount: tokenized.unknownCount)
  }

  /// The integer logits of the last scored response, over 2^`Model.logitBits`.
  public var logits: UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: logitStart, count: model.pointee.labels.count)
  }

  /// Softmax of the last scored response, in class order.
  public mutating func probabilities() -> UnsafeBufferPointer<Double> {
    let values = UnsafeMutableBufferPointer(
      start: part(plan.pointee.probabilities), count: model.pointee.labels.count)
    softmax(logits, bits: model.pointee.logitBits, into: values)
    return UnsafeBufferPointer(values)
  }

  /// The name of class `index`, in UTF-8.
  public func label(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    plan.pointee.labels.name(index, in: base)
  }

  /// The id of item `index`, in UTF-8.
  public func item(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    plan.pointee.items.name(index, in: base)
  }
}
