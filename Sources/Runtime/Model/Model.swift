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
      self = try Model(StudentTable(&cursor), &cursor)
    } catch {
      throw cursor.fault!
    }
  }

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
  /// Reads the layers' tables by what each is for.
  init(
    _ file: StudentTable, _ cursor: inout FileCursor
  ) throws(Refusal) {
    logitBits = file.logitBits
    labels = file.labels
    tokenizer = file.tokenizer
    calibration = file.calibration
    provenance = file.provenance
    golden = file.golden
    let layers = file.layers
    embedding = try EmbeddingLayer(layers[0], vocabularyCount: tokenizer.vocabularyCount, &cursor)
    var (width, bits, next) = (embedding.outputs, embedding.outputBits, 1)
    if layers[next].kind == .biLSTM {
      let layer = try BiLSTMLayer(layers[next], after: embedding, &cursor)
      biLSTM = layer
      (width, bits, next) = (layer.outputs, NumericBits.hidden, 2)
    } else {
      biLSTM = nil
    }
    guard next < layers.count - 1 else {
      throw cursor.refuse(
        .inconsistent(
          section: .layers, offset: layers[0].offset, expected: next + 2, found: layers.count))
    }
    pool = try PoolLayer(layers[next], width: width, bits: bits, &cursor)
    dense = try DenseLayers(layers, from: next + 1, inputs: width, bits: bits, &cursor)
    try dense.checkLast(
      layers[layers.count - 1], labelCount: labels.count, logitBits: logitBits, &cursor)
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
