import KDExport
import KDQuantize
import KDRuntime

/// SplitMix64; every use names its seed, so that a failure can be repeated.
struct TestRandom {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func float(_ range: ClosedRange<Float>) -> Float {
    let unit = Float(next() >> 40) / Float(1 << 24)
    return range.lowerBound + unit * (range.upperBound - range.lowerBound)
  }
}

/// What a random student looks like.
struct StudentShape {
  var architecture = Architecture.lstm
  var words = 40
  var items = 0
  var labels = 4
  var embedding = 32
  var hidden = 16
  var dense = 16
  var maxTokens = 64
  /// Largest weight.
  var scale: Float = 1
}

/// A student with random weights and made-up words.
func makeStudent(_ shape: StudentShape = .init(), seed: UInt64) -> FloatStudent {
  var random = TestRandom(seed: seed)
  let configuration = StudentConfiguration(
    architecture: shape.architecture, words: (0..<shape.words).map { "word\($0)" },
    items: (0..<shape.items).map { "Item-\($0)" }, labels: (0..<shape.labels).map { "label \($0)" },
    embeddingSize: shape.embedding, hiddenSize: shape.hidden, denseSize: shape.dense,
    maxTokens: shape.maxTokens)
  var student = FloatStudent(configuration)
  for index in student.parameters.indices {
    student.parameters[index] = random.float(-shape.scale...shape.scale)
  }
  return student
}

func makeTokens(_ configuration: StudentConfiguration, count: Int, _ random: inout TestRandom)
  -> [UInt16]
{
  (0..<count).map { _ in UInt16(random.below(configuration.vocabularyCount)) }
}

/// A model file with random weights.
func makeModelBytes(_ shape: StudentShape = .init(), seed: UInt64) throws -> [UInt8] {
  let student = makeStudent(shape, seed: seed)
  var random = TestRandom(seed: seed ^ 0xCA11)
  let texts = (0..<20).map { _ in
    makeTokens(student.configuration, count: 1 + random.below(20), &random)
  }
  return try encodeModel(quantize(student, calibration: texts), Provenance(), [])
}

/// Scores token ids with one kernel; −1 in front of the logits when not scored.
func logits(
  _ model: Model, _ options: ScorerOptions, _ responses: [[UInt16]]
) throws -> [[Int32]] {
  var scorer = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
  return responses.map { tokens in
    _ = tokens.withUnsafeBufferPointer { scorer.score(tokens: $0) }
    return Array(scorer.logits)
  }
}

/// Every kernel, folded and not.
let allOptions = Kernel.available.flatMap { kernel in
  [true, false].map { ScorerOptions(kernel: kernel, isFolded: $0) }
}
