/// Where everything lies in an arena.
///
/// One computation gives both the size to ask for and the places to use. The plan itself lies at
/// the start and the model behind it: a scorer must be small, since Swift copies it to call a method
/// that borrows it.
struct ArenaPlan {
  /// Bytes from the arena's start to the end of the last part.
  let end: Int
  /// What the parts begin at a multiple of: the bytes of a vector.
  let alignment: Int
  let words: NameTable
  let items: NameTable
  let labels: NamePlaces
  let tokens: ArenaPart<UInt16>
  /// The word that is being read.
  let word: ArenaPart<UInt8>
  /// One embedded token.
  let embedded: ArenaPart<Int16>
  let pooled: ArenaPart<Int16>
  /// Sums of average pooling.
  let sums: ArenaPart<Int32>
  /// What a dense layer gives to the next, by turns with `pooled`.
  let activations: ArenaPart<Int16>
  let logits: ArenaPart<Int32>
  let probabilities: ArenaPart<Double>
  let biLSTM: BiLSTMPlan
  let vectors: VectorPlan

  /// The parts, and what may be skipped before them in an arena that is aligned less than they.
  var byteCount: Int { end + alignment - Arena.alignment }

  /// Where the model lies, in bytes from the arena's start.
  @inline(__always)
  static var modelOffset: Int { (MemoryLayout<ArenaPlan>.size + 15) & ~15 }

  init(_ model: borrowing Model, _ options: ScorerOptions) {
    var space = ArenaSpace(alignment: 16 * options.kernel.lanes)
    _ = space.reserve(ArenaPlan.modelOffset + MemoryLayout<Model>.size, UInt8.self)
    words = NameTable(model.words, in: &space)
    items = NameTable(model.items, in: &space)
    labels = NamePlaces(model.labels, in: &space)
    tokens = space.reserve(model.maxTokens, UInt16.self)
    word = space.reserve(WordScanner.bufferByteCount, UInt8.self)
    // Whole vectors of eight.
    logits = space.reserve((model.labels.count + 7) & ~7, Int32.self)
    probabilities = space.reserve(model.labels.count, Double.self)
    embedded = space.reserve(2 * ((model.embedding.outputs + 1) & ~1), Int16.self)
    biLSTM = BiLSTMPlan(model, options, in: &space)
    var width = max(model.embedding.outputs, 2 * biLSTM.units)
    sums = space.reserve(width, Int32.self)
    for index in 0..<model.dense.count { width = max(width, model.dense[index].outputs) }
    pooled = space.reserve((width + 7) & ~7, Int16.self)
    activations = space.reserve((width + 7) & ~7, Int16.self)
    vectors = VectorPlan(model, options, biLSTM, in: &space)
    end = space.end
    alignment = space.alignment
  }
}
