import KDExport
import KDQuantize
import TestSupport
import Testing

/// What the format forbids is refused with one line, never written.
struct ExportErrorTests {
  private func message(
    _ change: (inout StudentConfiguration) -> Void,
    provenance: (inout Provenance) -> Void = { _ in }, goldenCount: Int = 0
  ) -> String {
    var configuration = sampleConfiguration(words: 4)
    let layers = sampleLayers(configuration)
    change(&configuration)
    let student = QuantizedStudent(
      configuration: configuration, layers: layers, logitBits: 8, calibrationResponses: 1,
      calibrationTokens: 1)
    var history = sampleProvenance()
    provenance(&history)
    let logits = [Int32](repeating: 0, count: configuration.labels.count)
    let golden = [Golden](repeating: Golden(item: "", text: "", logits: logits), count: goldenCount)
    do {
      _ = try encodeModel(student, history, golden)
      return "written"
    } catch {
      #expect(!"\(error)".contains("\n"))
      return "\(error)"
    }
  }

  @Test func unchangedIsWritten() { #expect(message { _ in } == "written") }

  @Test func sizesBeyondTheCaps() {
    let messages = [
      message { $0.labels = ["one"] },
      message { $0.labels = (0..<65).map(String.init) },
      message { $0.maxTokens = 0 },
      message { $0.maxTokens = 65_536 },
      message { $0.embeddingSize = 257 },
      message { $0.hiddenSize = 129 },
      message { $0.denseSize = 0 },
      message { $0.words = (0..<65_535).map(String.init) },
      message { $0.words[0] = String(repeating: "é", count: 33) },
      message { $0.items[1] = String(repeating: "x", count: 256) },
      message({ _ in }, provenance: { $0.settings = .init(repeating: ("a", "b"), count: 257) }),
      message({ _ in }, goldenCount: 65),
    ]
    #expect(
      messages == [
        "model file: labels: expected 2 to 64, got 1",
        "model file: labels: expected 2 to 64, got 65",
        "model file: maximum tokens: expected 1 to 65535, got 0",
        "model file: maximum tokens: expected 1 to 65535, got 65536",
        "model file: embedding size: expected 1 to 256, got 257",
        "model file: hidden size: expected 1 to 128, got 129",
        "model file: dense size: expected 1 to 256, got 0",
        "model file: vocabulary: expected 1 to 65535, got 65538",
        "model file: bytes of word 0: expected 1 to 64, got 66",
        "model file: bytes of item 1: expected 1 to 255, got 256",
        "model file: settings: expected 0 to 256, got 257",
        "model file: golden vectors: expected 0 to 64, got 65",
      ])
  }

  @Test func textsThatLinesCannotHold() {
    let messages = [
      message { $0.labels[1] = "a\nb" },
      message { $0.items[0] = "" },
      message { $0.words[2] = "a\u{0}" },
      message { $0.words[3] = $0.words[0] },
      message({ _ in }, provenance: { $0.metrics[0].value = .nan }),
    ]
    let word = madeUpWords(4, seed: 1)[0]
    #expect(
      messages == [
        "model file: label 1: expected text without line feed or NUL, not empty",
        "model file: item 0: expected text without line feed or NUL, not empty",
        "model file: word 2: expected text without line feed or NUL, not empty",
        "model file: word occurs twice: \"\(word)\"",
        "model file: metric dev_accuracy: expected a finite number",
      ])
  }

  /// Unicode forms that print alike are different bytes, hence different words.
  @Test func wordsAreComparedByBytes() {
    #expect(message { ($0.words[0], $0.words[1]) = ("é", "e\u{301}") } == "written")
  }
}
