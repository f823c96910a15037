import KDQuantize

/// Sizes of a student's layers, and where its tensors begin in the flat parameters.
struct StudentShape: Sendable {
  let vocabulary: Int
  let embedding: Int
  let hidden: Int
  let pooled: Int
  let dense: Int
  let labels: Int
  /// Of the student, and with the projections that are trained beside it.
  let studentCount: Int
  let parameterCount: Int
  /// Per direction: W_ih [4H, E], W_hh [4H, H], bias [4H]; none for `ann`.
  let inputWeight: [Int]
  let recurrentWeight: [Int]
  let bias: [Int]
  let dense1Weight: Int
  let dense1Bias: Int
  let dense2Weight: Int
  let dense2Bias: Int
  /// Of the student: where each matrix begins, and its size.
  let matrices: [(offset: Int, rows: Int, columns: Int)]

  /// From the pooled state to a teacher's hidden state: weight [pooled, width], bias [width].
  struct Projection: Sendable {
    let weight: Int
    let width: Int
    let bias: Int
  }
  /// One a teacher whose states the student is aligned with, after its own parameters.
  let projections: [Projection]

  /// - Parameter hiddenWidths: widths of the teachers' hidden states.
  init(_ configuration: StudentConfiguration, hiddenWidths: [Int] = []) {
    let layout = ParameterLayout(configuration)
    vocabulary = configuration.vocabularyCount
    embedding = configuration.embeddingSize
    hidden = configuration.hiddenSize
    pooled = configuration.pooledSize
    dense = configuration.denseSize
    labels = configuration.labels.count
    studentCount = layout.count
    var end = layout.count
    var projections: [Projection] = []
    for width in hiddenWidths {
      let bias = end + configuration.pooledSize * width
      projections.append(Projection(weight: end, width: width, bias: bias))
      end = bias + width
    }
    self.projections = projections
    parameterCount = end
    matrices = layout.tensors.filter { $0.shape.count == 2 }
      .map { ($0.offset, $0.shape[0], $0.shape[1]) }
    let directions = configuration.architecture.directions
    inputWeight = directions.map { layout[.inputWeight($0)].offset }
    recurrentWeight = directions.map { layout[.recurrentWeight($0)].offset }
    bias = directions.map { layout[.gateBias($0)].offset }
    dense1Weight = layout[.denseWeight(.hidden)].offset
    dense1Bias = layout[.denseBias(.hidden)].offset
    dense2Weight = layout[.denseWeight(.output)].offset
    dense2Bias = layout[.denseBias(.output)].offset
  }

  /// The embedding comes first; the parameters after it have dense gradients in every batch.
  var embeddingCount: Int { vocabulary * embedding }
  var upperCount: Int { parameterCount - embeddingCount }
}
