/// A student inside a `.kdm` file: a checked view of the caller's bytes.
///
/// The initialiser reads the whole file once and refuses anything that docs/FORMAT.md does not
/// allow; afterwards no offset is read from the file again. The bytes must outlive the model and
/// stay as they are.
///
/// - Complexity: O(bytes) to create; no allocation.
public struct Model: @unchecked Sendable {
  // Unchecked, because the caller's bytes are immutable by contract.
  public static let maximumByteCount = 16 << 20
  public static let maximumLayerCount = 8
  public static let newestVersion = 1

  let bytes: UnsafeRawBufferPointer
  /// Bits after the binary point of a logit.
  public internal(set) var logitBits = 0
  /// Later tokens of a response are ignored.
  public internal(set) var maxTokens = 0
  public internal(set) var layerCount = 0
  public internal(set) var layers: InlineArray<8, Layer> = .init(repeating: Layer())
  public internal(set) var labelCount = 0
  public internal(set) var wordCount = 0
  /// Items the model knows; 0 when it takes no item token.
  public internal(set) var itemCount = 0
  public internal(set) var calibrationResponses = 0
  public internal(set) var calibrationTokens = 0

  var labelRange = FileRange(offset: 0, count: 0)
  var wordRange = FileRange(offset: 0, count: 0)
  var itemRange = FileRange(offset: 0, count: 0)
  var provenance = ProvenanceRanges()
  var goldenCount = 0
  var goldenOffset = 0

  /// Checks `bytes` and makes a view of them.
  public init(_ bytes: UnsafeRawBufferPointer) throws(ModelError) {
    self.bytes = bytes
    var cursor = FileCursor(bytes, at: 8)
    do throws(Refusal) { try readFile(&cursor) } catch { throw cursor.fault! }
  }

  /// Rows of the embedding: unknown, words, items.
  public var vocabularyCount: Int { 1 + wordCount + itemCount }

  /// Layer `index`. Out of line, because the compiler copies all layers to take one.
  @inline(never)
  func layer(_ index: Int) -> Layer { layers[index] }

  /// The names of the classes, in class order.
  public var labels: NameList { NameList(count: labelCount, text(labelRange)) }

  /// The UTF-8 name of class `index`.
  public func label(_ index: Int) -> UnsafeBufferPointer<UInt8> { labels[index] }

  /// The UTF-8 word with token id `1 + index`.
  public func word(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    NameList(count: wordCount, text(wordRange))[index]
  }

  /// The UTF-8 id of item `index`.
  public func item(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    NameList(count: itemCount, text(itemRange))[index]
  }

  func text(_ run: FileRange) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[run.range])
  }
}

let lineFeed: UInt8 = 0x0A

/// One layer of a model, as the file states it.
public struct Layer: Sendable {
  public internal(set) var kind = LayerKind.embedding
  public internal(set) var activation = Activation.none
  /// Input and output values are integers over 2^bits.
  public internal(set) var inputBits = 0
  public internal(set) var outputBits = 0
  /// Right shift from the 32-bit sum.
  public internal(set) var shift = 0
  public internal(set) var inputs = 0
  public internal(set) var outputs = 0
  /// BiLSTM: bound of the projected input, so that int16 cannot wrap.
  public internal(set) var inputLimit: Int32 = 0
  /// Bit patterns of the calibrated maxima (float32); the runtime does not compute with them.
  public internal(set) var sumMaximumBits: UInt32 = 0
  public internal(set) var outputMaximumBits: UInt32 = 0
  /// Weights held by the layer's matrices and biases.
  public internal(set) var parameterCount = 0

  var matrices: InlineArray<4, Matrix> = .init(repeating: Matrix())
  @CompactInt var matrixCount = 0
  var bounds: InlineArray<4, UInt32> = .init(repeating: 0)
  @CompactInt var boundOffset = 0
  @CompactInt var biasOffset = 0
  @CompactInt var biasCount = 0
  /// Where the layer's table starts, for error messages.
  @CompactInt var fileOffset = 0

  /// Hidden units of one direction of a BiLSTM.
  public var hidden: Int { outputs / 2 }
}
