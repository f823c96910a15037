import KDCommon
import KDExport
import KDQuantize
import KDRuntime

/// `count` different made-up words of 2 to 12 letters, as in English answers.
package func madeUpWords(_ count: Int, seed: UInt64) -> [String] {
  var random = Random(seed: seed)
  var words: [String] = []
  var seen: Set<String> = []
  while words.count < count {
    let length = Int.random(in: 2...7, using: &random) + Int.random(in: 0...5, using: &random)
    let letters = (0..<length).map { _ in UInt8.random(in: 97...122, using: &random) }
    let word = String(decoding: letters, as: UTF8.self)
    if seen.insert(word).inserted { words.append(word) }
  }
  return words
}

package func sampleConfiguration(
  _ architecture: Architecture = .lstm, words: Int = 20, items: [String] = ["Q1", "Q2"],
  labels: [String] = ["correct", "partly", "wrong"]
) -> StudentConfiguration {
  StudentConfiguration(
    architecture: architecture, words: madeUpWords(words, seed: 1), items: items, labels: labels,
    embeddingSize: 8, hiddenSize: 4, denseSize: 6, maxTokens: 50)
}

/// A float student with weights like those of a fresh one.
package func sampleStudent(_ configuration: StudentConfiguration, seed: UInt64 = 7) -> FloatStudent
{
  randomStudent(configuration, scale: 0.5, seed: seed)
}

package func sampleProvenance() -> Provenance {
  var provenance = Provenance()
  provenance.dataSHA256 = sha256(Array("data".utf8))
  provenance.teacher = "teacher.jsonl"
  provenance.teacherSHA256 = sha256(Array("teacher".utf8))
  provenance.seed = 42
  provenance.settings = [("epochs", "60"), ("lambda", "0.2"), ("item", "α \"β\"\n/")]
  provenance.metrics = [("dev_accuracy", 0.75), ("dev_qwk_int8", 0.6180339)]
  return provenance
}

/// Random int8 layers in the shapes of `configuration`: right in form, meaning nothing.
package func sampleLayers(_ configuration: StudentConfiguration, seed: UInt64 = 3)
  -> [QuantizedLayer]
{
  var random = Random(seed: seed)
  func matrix(_ rows: Int, _ columns: Int) -> QuantizedMatrix {
    return QuantizedMatrix(
      rows: rows, columns: columns, fractionBits: 14,
      multipliers: (0..<rows).map { _ in .random(in: 128...255, using: &random) },
      values: (0..<rows * columns).map { _ in .random(in: -127...127, using: &random) })
  }
  func biases(_ count: Int) -> [Int32] {
    (0..<count).map { _ in .random(in: -10_000...10_000, using: &random) }
  }
  let (e, h) = (configuration.embeddingSize, configuration.hiddenSize)
  let d = configuration.denseSize
  let k = configuration.labels.count
  var embedding = QuantizedLayer(.embedding)
  embedding.outputs = e
  embedding.weights = [matrix(configuration.vocabularyCount, e)]
  var layers = [embedding]
  if configuration.architecture == .lstm {
    var lstm = QuantizedLayer(.biLSTM)
    (lstm.inputs, lstm.outputs, lstm.inputLimit) = (e, 2 * h, 20_000)
    (lstm.sumMaximum, lstm.outputMaximum) = (4.5, 0.875)
    lstm.sumBounds = [70_000, 50_000, 70_001, 50_001]
    lstm.weights = [matrix(4 * h, e), matrix(4 * h, h), matrix(4 * h, e), matrix(4 * h, h)]
    lstm.bias = biases(8 * h)
    layers += [lstm, QuantizedLayer(.globalMaxPool)]
  } else {
    layers.append(QuantizedLayer(.globalAveragePool))
  }
  let sizes = [(configuration.pooledSize, d, Activation.relu), (d, k, .none)]
  for (inputs, outputs, activation) in sizes {
    var dense = QuantizedLayer(.dense)
    (dense.inputs, dense.outputs, dense.activation) = (inputs, outputs, activation)
    (dense.inputBits, dense.outputBits, dense.shift) = (10, 11, 14)
    dense.sumBounds = [123_456]
    dense.weights = [matrix(outputs, inputs)]
    dense.bias = biases(outputs)
    layers.append(dense)
  }
  return layers
}

package func sampleQuantized(_ configuration: StudentConfiguration) -> QuantizedStudent {
  QuantizedStudent(
    configuration: configuration, layers: sampleLayers(configuration), logitBits: 11,
    calibrationResponses: 100, calibrationTokens: 1_500)
}
