import KDCommon
import KDExport
import KDQuantize
import KDRuntime

/// What a random student looks like.
package struct StudentShape {
  package var architecture: Architecture
  package var words: Int
  package var items: Int
  package var labels: Int
  package var embedding: Int
  package var hidden: Int
  package var dense: Int
  package var maxTokens: Int
  package var rules: TokenizerRules
  /// Largest weight.
  package var scale: Float

  package init(
    architecture: Architecture = .lstm, words: Int = 40, items: Int = 0, labels: Int = 4,
    embedding: Int = 32, hidden: Int = 16, dense: Int = 16, maxTokens: Int = 64, scale: Float = 1,
    rules: TokenizerRules = .words1
  ) {
    (self.architecture, self.words, self.items) = (architecture, words, items)
    (self.labels, self.embedding, self.hidden) = (labels, embedding, hidden)
    (self.dense, self.maxTokens, self.scale) = (dense, maxTokens, scale)
    self.rules = rules
  }
}

/// A student with random weights and made-up words.
package func makeStudent(_ shape: StudentShape = .init(), seed: UInt64) -> FloatStudent {
  let configuration = StudentConfiguration(
    architecture: shape.architecture, words: (0..<shape.words).map { "word\($0)" },
    items: (0..<shape.items).map { "Item-\($0)" }, labels: (0..<shape.labels).map { "label \($0)" },
    embeddingSize: shape.embedding, hiddenSize: shape.hidden, denseSize: shape.dense,
    maxTokens: shape.maxTokens, rules: shape.rules)
  return randomStudent(configuration, scale: shape.scale, seed: seed)
}

/// A student of `configuration` with weights in −`scale` … `scale`.
package func randomStudent(
  _ configuration: StudentConfiguration, scale: Float, seed: UInt64
) -> FloatStudent {
  var random = Random(seed: seed)
  var student = FloatStudent(configuration)
  for index in student.parameters.indices {
    student.parameters[index] = random.float(-scale...scale)
  }
  return student
}

package func makeTokens(_ configuration: StudentConfiguration, count: Int, _ random: inout Random)
  -> [UInt16]
{
  (0..<count).map { _ in UInt16(random.below(configuration.vocabularyCount)) }
}

/// A model file with random weights.
package func makeModelBytes(_ shape: StudentShape = .init(), seed: UInt64) throws -> [UInt8] {
  let student = makeStudent(shape, seed: seed)
  var random = Random(seed: seed ^ 0xCA11)
  let texts = (0..<20).map { _ in
    makeTokens(student.configuration, count: 1 + random.below(20), &random)
  }
  return try encodeModel(quantize(student, calibration: texts), Provenance(), [])
}

/// Scores token ids with one kernel; −1 in front of the logits when not scored.
package func logits(
  _ model: Model, _ options: ScorerOptions, _ responses: [[UInt16]]
) throws -> [[Int32]] {
  var scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
  return responses.map { tokens in
    _ = tokens.withUnsafeBufferPointer { scorer.score(tokens: $0) }
    return Array(scorer.logits)
  }
}

/// Every kernel, folded and not.
package let allOptions = Kernel.available.flatMap { kernel in
  [true, false].map { ScorerOptions(kernel: kernel, isFolded: $0) }
}
