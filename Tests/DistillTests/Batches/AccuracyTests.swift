import KDCommon
import KDDistill
import KDQuantize
import Testing

/// Training's accuracy counts a response when scoring would give it its label.
@Suite("Accuracy")
struct AccuracyTests {
  /// The accuracy of a student that gives these logits to everything.
  private func accuracy(_ logits: [Float], _ examples: [TrainingExample]) -> Double {
    let configuration = Sample.configuration(
      vocabulary: 5, embedding: 4, hidden: 4, dense: 4, labels: logits.count)
    var student = FloatStudent(configuration)
    student.parameters.replaceSubrange(student.layout[.denseBias(.output)].range, with: logits)
    let corpus = Corpus(examples, labelCount: logits.count)
    let weights = Weights(student)
    let batch = BatchGradient(
      weights, batchSize: 8, threads: 1, host: .singleThreaded(), corpora: [corpus])
    return batch.evaluate(corpus, weights, DistillationLoss(lambda: 0)).accuracy
  }

  @Test(
    "of equal logits the first counts, and none that is not a number",
    arguments: [
      ([1, 1, 0], 0, 1), ([1, 1, 0], 1, 0), ([0, 0, 0], 2, 0), ([.nan, 1, 0], 0, 0),
      ([.nan, 1, 0], 1, 1), ([0, 1, .nan], 2, 0),
    ] as [([Float], Int, Double)])
  func responses(_ logits: [Float], _ label: Int, _ expected: Double) {
    #expect(accuracy(logits, [TrainingExample(tokens: [1, 2], label: label)]) == expected)
  }

  @Test("of equal options the first counts", arguments: [(0, 1.0), (1, 0.0)])
  func options(_ label: Int, _ expected: Double) {
    let question = TrainingExample(inputs: [[1, 2], [1, 3]], label: label)
    #expect(accuracy([0, 1], [question]) == expected)
  }

  @Test("no option counts whose logits are not numbers")
  func optionsWithoutNumbers() {
    let question = TrainingExample(inputs: [[1, 2], [1, 3]], label: 1)
    #expect(accuracy([.nan, 1], [question]) == 0)
  }
}
