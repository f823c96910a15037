/// How a scorer uses its arena.
public struct ScorerOptions: Sendable {
  public var kernel: Kernel
  /// Whether embedding times W_ih is tabulated in the arena: twice the speed, the same scores.
  public var isFolded: Bool

  public init(kernel: Kernel = .best, isFolded: Bool = true) {
    self.kernel = kernel
    self.isFolded = isFolded
  }
}

/// Where everything lies in an arena, in bytes from its start.
///
/// One computation gives both the size to ask for and the places to use. The plan itself lies at
/// the start: a scorer must be small, since Swift copies it to call a method that borrows it.
struct ArenaPlan {
  private(set) var end = 0
  /// What the parts begin at a multiple of: the bytes of a vector.
  let alignment: Int
  /// The checked view of the file, too large to be passed around.
  var model = 0
  var wordTable = NameTable()
  var itemTable = NameTable()
  var tokens = 0
  var word = 0
  /// Hidden units of a direction, rounded up to whole vectors of 8; 0 without a BiLSTM.
  var paddedHidden = 0
  /// Embedding columns, rounded up to a pair.
  var paddedInputs = 0
  var embedded = 0
  var hidden = 0
  var cell = 0
  var steps = 0
  /// Vector kernel: gate inputs of a step, both directions.
  var gates = 0
  /// A zero: the only row of `steps`, seen as a table.
  var rowZero = 0
  var pooled = 0
  var sums = 0
  var activations = 0
  var logits = 0
  var probabilities = 0
  /// Vector kernels: weights of each direction, interleaved (`interleave`).
  var inputWeights = 0
  var inputBias = 0
  var recurrentWeights = 0
  var firstDense = 0
  var dense: InlineArray<8, DensePlace> = .init(repeating: DensePlace())
  var foldTable = 0

  /// The parts, and what may be skipped before them in an arena that is aligned less than they.
  var byteCount: Int { end + alignment - Arena.alignment }

  /// Bytes of one token's row in the folded table.
  var foldRowByteCount: Int { 2 * 4 * paddedHidden * 2 }

  init(_ model: borrowing Model, _ options: ScorerOptions) {
    alignment = 16 * options.kernel.lanes
    _ = reserve(1, ArenaPlan.self)
    self.model = reserve(1, Model.self)
    wordTable = NameTable(nameCount: model.wordCount, model.text(model.wordRange))
    itemTable = NameTable(nameCount: model.itemCount, model.text(model.itemRange))
    wordTable = reserveNames(wordTable)
    itemTable = reserveNames(itemTable)
    tokens = reserve(model.maxTokens, UInt16.self)
    word = reserve(WordScanner.maximumVocabularyByteCount, UInt8.self)
    logits = reserve((model.labelCount + 7) & ~7, Int32.self)
    probabilities = reserve(model.labelCount, Double.self)
    reserveState(model)
    while model.layer(firstDense).kind != .dense { firstDense += 1 }
    if !options.kernel.isScalar { reserveVectorWeights(model) }
    if options.isFolded && paddedHidden > 0 {
      alignToLine()
      foldTable = reserve(model.vocabularyCount * foldRowByteCount, UInt8.self)
    }
  }

  private mutating func reserveState(_ model: borrowing Model) {
    let embedding = model.layer(0).outputs
    paddedInputs = (embedding + 1) & ~1
    embedded = reserve(2 * paddedInputs, Int16.self)
    if model.layer(1).kind == .biLSTM {
      paddedHidden = (model.layer(1).hidden + 7) & ~7
    }
    hidden = reserve(4 * paddedHidden, Int16.self)
    cell = reserve(2 * paddedHidden, Int16.self)
    steps = reserve(2 * 4 * paddedHidden, Int16.self)
    gates = reserve(2 * 4 * paddedHidden, Int16.self)
    rowZero = reserve(1, UInt16.self)
    var width = max(embedding, 2 * paddedHidden)
    sums = reserve(width, Int32.self)
    for index in 1..<model.layerCount { width = max(width, model.layer(index).outputs) }
    pooled = reserve((width + 7) & ~7, Int16.self)
    activations = reserve((width + 7) & ~7, Int16.self)
  }

  private mutating func reserveVectorWeights(_ model: borrowing Model) {
    if paddedHidden > 0 {
      alignToLine()
      inputWeights = reserve(2 * 4 * paddedHidden * paddedInputs, Int16.self)
      inputBias = reserve(2 * 4 * paddedHidden, Int32.self)
      recurrentWeights = reserve(2 * 4 * paddedHidden * paddedHidden, Int16.self)
    }
    for index in 0..<model.layerCount where model.layer(index).kind == .dense {
      let layer = model.layer(index)
      let outputs = (layer.outputs + 7) & ~7
      let inputs = (layer.inputs + 1) & ~1
      dense[index] = DensePlace(
        weights: reserve(outputs * inputs, Int16.self), biases: reserve(outputs, Int32.self))
    }
  }

  private mutating func reserveNames(_ names: NameTable) -> NameTable {
    var table = names
    table.slots = reserve(table.slotCount, UInt16.self)
    table.offsets = reserve(table.nameCount + 1, UInt32.self)
    return table
  }

  /// Reserves `count` elements at the next multiple of `alignment` and returns where.
  @inline(__always)
  private mutating func reserve<Element>(_ count: Int, _: Element.Type) -> Int {
    reserve(byteCount: count * MemoryLayout<Element>.stride)
  }

  @inline(never)
  private mutating func reserve(byteCount: Int) -> Int {
    defer { end += (byteCount + alignment - 1) & -alignment }
    return end
  }

  /// A vector as wide as a cache line shall not lie across two.
  private mutating func alignToLine() {
    end = (end + Arena.lineByteCount - 1) & -Arena.lineByteCount
  }
}

/// Where the vector kernels keep a dense layer, in bytes from the arena's start.
struct DensePlace {
  var weights = 0
  var biases = 0
}
