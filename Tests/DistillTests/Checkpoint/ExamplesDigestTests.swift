import KDDistill
import KDQuantize
import Testing

@Suite("Digest of the examples")
struct ExamplesDigestTests {
  private let configuration = StudentConfiguration(words: ["a", "b"], labels: ["0", "1"])

  private func digest(hidden: [[Float]]) -> String {
    let example = TrainingExample(tokens: [1, 2], label: 1, soft: [0.25, 0.75], hidden: hidden)
    return KDDistill.digest(configuration, [[example], []])
  }

  @Test("hidden states count, and so does each number of theirs")
  func hiddenStates() {
    let digests = [[], [[]], [[1, 2]], [[1, 3]], [[1], [2]]].map { digest(hidden: $0) }
    #expect(Set(digests).count == digests.count)
  }

  @Test("without hidden states it is what checkpoints hold since 0.1.0")
  func withoutHiddenStates() {
    #expect(
      digest(hidden: [])
        == "79555b70af16a021d6c38c6aa844551b1a0506a197f6cb9df9caaf0e77055a30")
  }
}
