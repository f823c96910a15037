import Foundation
import KDDistill
import KDQuantize
import TestSupport
import Testing

/// Figures of scripts/torch_fixture.py.
struct TorchCase: Decodable {
  var architecture: String
  var embedding, hidden, dense, labels, vocabulary: Int
  var lambda: Float
  var tokens: [[UInt16]]
  var label: [Int]
  var soft: [[Float]]
  var parameters: [Float]
  var logits: [Double]
  var loss: Double
  var gradient: [Double]
  var afterThreeSteps: [Double]

  var student: FloatStudent {
    let configuration = Sample.configuration(
      Architecture(rawValue: architecture)!, vocabulary: vocabulary, embedding: embedding,
      hidden: hidden, dense: dense, labels: labels)
    return FloatStudent(configuration, parameters: parameters)
  }

  var examples: [TrainingExample] {
    tokens.indices.map { TrainingExample(tokens: tokens[$0], label: label[$0], soft: soft[$0]) }
  }

  static func load() throws -> [TorchCase] {
    let url = Repository.url("Tests/DistillTests/Fixtures/torch.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([TorchCase].self, from: Data(contentsOf: url))
  }
}

@Suite("Training against PyTorch's figures")
struct TorchFixtureTests {
  @Test("loss and every gradient tensor")
  func gradients() throws {
    let cases = try TorchCase.load()
    #expect(cases.count == 3)
    for torch in cases {
      let student = torch.student
      let settings = BatchShard.Settings(loss: DistillationLoss(lambda: torch.lambda))
      let (loss, gradient) = BatchGradient.of(student, torch.examples, settings)
      #expect(abs(loss - torch.loss) < 1e-6 * torch.loss)
      for tensor in student.layout.tensors {
        let error = tensor.range.reduce(0.0) {
          $0 + pow(Double(gradient[$1]) - torch.gradient[$1], 2)
        }
        let size = tensor.range.reduce(0.0) { $0 + pow(torch.gradient[$1], 2) }
        #expect(size > 0)
        #expect(error.squareRoot() < 1e-5 * size.squareRoot(), "\(tensor.name)")
      }
    }
  }

  @Test("the Double reference of these tests gives PyTorch's logits and loss")
  func reference() throws {
    for torch in try TorchCase.load() {
      let reference = ReferenceStudent(torch.student)
      let logits = torch.tokens.flatMap { reference.logits($0) }
      #expect(logits.count == torch.logits.count)
      #expect(zip(logits, torch.logits).allSatisfy { abs($0 - $1) < 1e-8 })
      let loss = reference.loss(torch.examples, lambda: Double(torch.lambda))
      #expect(abs(loss - torch.loss) < 1e-7)
    }
  }

  @Test("weights after three steps of Adam")
  func adam() throws {
    for torch in try TorchCase.load() {
      let weights = Weights(torch.student)
      let corpus = Corpus(torch.examples, labelCount: torch.labels)
      let batch = BatchGradient(
        weights, batchSize: torch.tokens.count, threads: 1, host: .system, corpora: [corpus])
      let adam = Adam(weights.parameters.count)
      let settings = BatchShard.Settings(loss: DistillationLoss(lambda: torch.lambda))
      let order = torch.tokens.indices.map { Int32($0) }
      for step in 0..<3 {
        order.withUnsafeBufferPointer {
          _ = batch.compute(corpus, $0, settings, seed: 0, stream: UInt64(step))
        }
        adam.step(
          weights.parameters.pointer, gradient: batch.gradient.pointer, learningRate: 3e-3)
        batch.clearEmbeddingGradient()
        weights.refresh()
      }
      var worst = 0.0
      for (ours, theirs) in zip(weights.array, torch.afterThreeSteps) {
        worst = max(worst, abs(Double(ours) - theirs))
      }
      // Three steps move a weight by up to 9e-3. Where a gradient is nearly zero, Adam's quotient
      // magnifies float32 rounding.
      #expect(worst < 2e-5)
      #expect(weights.array != torch.parameters)
    }
  }
}
