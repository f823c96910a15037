/// A student inside a `.kdm` file: a checked view of the caller's bytes.
///
/// The initialiser reads the whole file once and refuses anything that docs/FORMAT.md does not
/// allow; afterwards no offset is read from the file again. The bytes must outlive the model and
/// stay as they are.
public struct Model: @unchecked Sendable {
  // Unchecked, because the caller's bytes are immutable by contract.

  /// Larger files are refused.
  public static var maximumByteCount: Int { ModelLimits.fileByteCounts.upperBound }
  /// The version of the format that this runtime reads.
  public static var newestVersion: Int { 1 }

  /// Bits after the binary point of a logit.
  public let logitBits: Int
  /// The classes, in class order.
  public let labels: NameList
  let tokenizer: TokenizerTable
  let embedding: EmbeddingLayer
  /// Reads the embedded tokens; without it they are pooled as they are.
  let biLSTM: BiLSTMLayer?
  let pool: PoolLayer
  let dense: DenseLayers
  package let calibration: CalibrationTable
  package let provenance: ProvenanceTable
  package let golden: GoldenVectors

  /// Checks `bytes` and makes a view of them.
  ///
  /// - Complexity: O(bytes); no allocation.
  /// - Throws: `ModelError` for bytes that are no model of this version, whole and unaltered.
  public init(_ bytes: UnsafeRawBufferPointer) throws(ModelError) {
    var cursor = FileCursor(bytes, at: 8)
    do throws(Refusal) {
      self = try Model(&cursor)
    } catch {
      throw cursor.fault!
    }
  }

  /// How a text becomes words.
  public var rules: TokenizerRules { tokenizer.rules }
  /// Later tokens of a response are ignored.
  public var maxTokens: Int { tokenizer.maxTokens }
  /// The words of the vocabulary, by token id from 1 on.
  public var words: NameList { tokenizer.words }
  /// The ids of the items that the model knows; none when it takes no item token.
  public var items: NameList { tokenizer.items }
  /// Rows of the embedding: unknown, words, items.
  public var vocabularyCount: Int { 1 + words.count + items.count }
}

extension Model {
  /// Reads the file front to back; each layer is checked against those before it.
  private init(_ cursor: inout FileCursor) throws(Refusal) {
    let root = try cursor.root()
    logitBits = cursor.uint8(at: root[.logitBits])
    labels = try cursor.names(
      from: root[.labels], ModelLimits.labelCounts, width: ModelLimits.labelByteCount,
      of: .labels)
    tokenizer = try TokenizerTable(&cursor, from: root[.tokenizer])

    var layers = try LayerTables(&cursor, from: root[.layers])
    embedding = try EmbeddingLayer(
      layers.next(&cursor), vocabularyCount: tokenizer.vocabularyCount, &cursor)
    var (width, bits) = (embedding.outputs, embedding.outputBits)
    var table = try layers.next(&cursor)
    if table.kind == .biLSTM {
      let layer = try BiLSTMLayer(table, after: embedding, &cursor)
      (biLSTM, width, bits) = (layer, layer.outputs, NumericBits.hidden)
      table = try layers.next(&cursor)
    } else {
      biLSTM = nil
    }
    pool = try PoolLayer(table, width: width, bits: bits, &cursor)
    dense = try DenseLayers(
      &layers, inputs: width, bits: bits, labelCount: labels.count, logitBits: logitBits, &cursor)

    calibration = try CalibrationTable(&cursor, from: root[.calibration])
    provenance = try ProvenanceTable(&cursor, from: root[.provenance])
    golden = try GoldenVectors(&cursor, from: root[.golden], labelCount: labels.count)
    try cursor.end()
  }
}

#if !KDRUN_TINY
  extension Model {
    /// A layer in a few numbers, for people and tools.
    package struct LayerSummary {
      package let kind: LayerKind
      package var activation = Activation.none
      /// Values that it reads; of an embedding, token ids.
      package let inputs: Int
      package let outputs: Int
      /// Weights held by its matrices and biases.
      package var parameterCount = 0
    }

    /// The layers in the order in which they run.
    package var layers: [LayerSummary] {
      var layers = [
        LayerSummary(
          kind: .embedding, inputs: vocabularyCount, outputs: embedding.outputs,
          parameterCount: embedding.matrix.parameterCount)
      ]
      if let biLSTM {
        let directions = [biLSTM.forward, biLSTM.reverse]
        layers.append(
          LayerSummary(
            kind: .biLSTM, inputs: embedding.outputs, outputs: biLSTM.outputs,
            parameterCount: directions.reduce(0) {
              $0 + $1.inputWeights.parameterCount + $1.recurrentWeights.parameterCount
                + $1.biases.count
            }))
      }
      layers.append(LayerSummary(kind: pool.kind, inputs: pool.width, outputs: pool.width))
      for index in 0..<dense.count {
        let layer = dense[index]
        layers.append(
          LayerSummary(
            kind: .dense, activation: layer.activation, inputs: layer.inputs,
            outputs: layer.outputs,
            parameterCount: layer.weights.parameterCount + layer.biases.count))
      }
      return layers
    }
  }

  extension Matrix {
    fileprivate var parameterCount: Int { rows * columns }
  }
#endif
