import KDQuantize

/// Sizes of a student's layers, and where its tensors begin in the flat parameters.
struct StudentShape: Sendable {
  let architecture: Architecture
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
    func offset(_ name: String) -> Int { layout[name].offset }
    architecture = configuration.architecture
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
    let suffixes = architecture == .lstm ? ["", "_reverse"] : []
    inputWeight = suffixes.map { offset("lstm.weight_ih_l0\($0)") }
    recurrentWeight = suffixes.map { offset("lstm.weight_hh_l0\($0)") }
    bias = suffixes.map { offset("lstm.bias_ih_l0\($0)") }
    dense1Weight = offset("dense1.weight")
    dense1Bias = offset("dense1.bias")
    dense2Weight = offset("dense2.weight")
    dense2Bias = offset("dense2.bias")
  }

  /// The embedding comes first; the parameters after it have dense gradients in every batch.
  var embeddingCount: Int { vocabulary * embedding }
  var upperCount: Int { parameterCount - embeddingCount }
}

/// Parameters in place, and the transposed matrices that the forward pass reads.
package final class Weights: @unchecked Sendable {
  let shape: StudentShape
  package let parameters: FloatBuffer
  /// Per direction W_ihᵀ [E, 4H] and W_hhᵀ [H, 4H].
  let inputTransposed: [FloatBuffer]
  let recurrentTransposed: [FloatBuffer]
  let dense1Transposed: FloatBuffer
  let dense2Transposed: FloatBuffer
  /// Per teacher [width, pooled].
  let projectionTransposed: [FloatBuffer]

  init(_ shape: StudentShape) {
    self.shape = shape
    parameters = FloatBuffer(shape.parameterCount)
    let gates = 4 * shape.hidden
    inputTransposed = shape.bias.map { _ in FloatBuffer(shape.embedding * gates) }
    recurrentTransposed = shape.bias.map { _ in FloatBuffer(shape.hidden * gates) }
    dense1Transposed = FloatBuffer(shape.pooled * shape.dense)
    dense2Transposed = FloatBuffer(shape.dense * shape.labels)
    projectionTransposed = shape.projections.map { FloatBuffer($0.width * shape.pooled) }
  }

  /// Projections begin at 0: they predict the mean state, an MSE of 1.
  package convenience init(_ student: FloatStudent, hiddenWidths: [Int] = []) {
    self.init(StudentShape(student.configuration, hiddenWidths: hiddenWidths))
    set(student.parameters)
  }

  /// Replaces the student's parameters.
  func set(_ values: [Float]) {
    precondition(values.count == shape.studentCount)
    values.withUnsafeBufferPointer {
      parameters.pointer.update(from: $0.baseAddress!, count: values.count)
    }
    refresh()
  }

  /// The student's parameters, without the projections.
  package var array: [Float] {
    Array(UnsafeBufferPointer(start: parameters.pointer, count: shape.studentCount))
  }

  /// Takes over the parameters of `exact`, each matrix rounded to its int8 codes.
  func setQuantized(_ exact: Weights) {
    parameters.pointer.update(from: exact.parameters.pointer, count: parameters.count)
    for (offset, rows, columns) in shape.matrices {
      let matrix = parameters.pointer + offset
      fakeQuantize(matrix, rows: rows, columns: columns, into: matrix)
    }
    refresh()
  }

  /// Brings the transposes up to date; after every change of `parameters`.
  package func refresh() {
    let p = parameters.pointer
    let gates = 4 * shape.hidden
    for direction in inputTransposed.indices {
      transpose(
        p + shape.inputWeight[direction], rows: gates, columns: shape.embedding,
        out: inputTransposed[direction].pointer)
      transpose(
        p + shape.recurrentWeight[direction], rows: gates, columns: shape.hidden,
        out: recurrentTransposed[direction].pointer)
    }
    transpose(
      p + shape.dense1Weight, rows: shape.dense, columns: shape.pooled,
      out: dense1Transposed.pointer)
    transpose(
      p + shape.dense2Weight, rows: shape.labels, columns: shape.dense,
      out: dense2Transposed.pointer)
    for (projection, transposed) in zip(shape.projections, projectionTransposed) {
      transpose(
        p + projection.weight, rows: shape.pooled, columns: projection.width,
        out: transposed.pointer)
    }
  }
}
