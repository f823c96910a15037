import KDQuantize

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
