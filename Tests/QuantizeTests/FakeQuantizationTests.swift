import KDQuantize
import TestSupport
import Testing

private func rounded(_ values: [Float], rows: Int) -> [Float] {
  var out = [Float](repeating: 9, count: values.count)
  fakeQuantize(values, rows: rows, columns: values.count / rows, into: &out)
  return out
}

@Test("each row by its own largest magnitude: whole steps, none further than half a step")
func fakeQuantizationByHand() {
  // A step of the first row is 1/127; of the second 2.
  let out = rounded([1, -0.5, 0.004, 0.0039, 254, -254, 2.9, 3.1], rows: 2)
  let expected: [Float] = [1, -64.0 / 127, 1.0 / 127, 0, 254, -254, 2, 4]
  for (value, wanted) in zip(out, expected) { #expect(abs(value - wanted) < 1e-6) }
}

@Test func fakeQuantizationIsIdempotent() {
  let values = (0..<64).map { Float(($0 * 37) % 61) / 7 - 4 }
  let once = rounded(values, rows: 4)
  let twice = rounded(once, rows: 4)
  for row in 0..<4 {
    let range = row * 16..<row * 16 + 16
    let step = values[range].reduce(0) { max($0, abs($1)) } / 127
    for i in range {
      #expect(abs(once[i] - values[i]) <= step / 2 * 1.001)
      #expect(abs(twice[i] - once[i]) <= step * 1e-4)
    }
  }
}

@Test func fakeQuantizationOfNothingAndOfNoNumber() {
  #expect(rounded([0, 0, 1e-45, 0], rows: 2) == [0, 0, 0, 0])
  #expect(rounded([.nan, 1, 2, 3], rows: 2)[0].isNaN)
  #expect(rounded([.infinity, 1, 2, 3], rows: 2)[1].isNaN)
}

@Test("the codes of a rounded student are its weights", arguments: Architecture.allCases)
func fakeQuantizedCodes(architecture: Architecture) throws {
  var student = makeStudent(architecture)
  for tensor in student.layout.tensors where tensor.shape.count == 2 {
    let values = Array(student.parameters[tensor.range])
    student.parameters.replaceSubrange(tensor.range, with: rounded(values, rows: tensor.shape[0]))
  }
  let layers = try quantize(student, calibration: texts).layers
  let matrices = layers.flatMap(\.weights)
  let tensors = student.layout.tensors.filter { $0.shape.count == 2 }
  #expect(matrices.count == tensors.count)
  for (matrix, tensor) in zip(matrices, tensors) {
    for row in 0..<matrix.rows {
      let exact = student.parameters[tensor.range].dropFirst(row * matrix.columns)
        .prefix(matrix.columns)
      let step = largest(exact) / 127
      let codes = exact.map { Int8(($0 / step).rounded()) }
      #expect(Array(matrix.values[row * matrix.columns..<(row + 1) * matrix.columns]) == codes)
    }
  }
}

private func largest(_ values: some Sequence<Float>) -> Float {
  values.reduce(0) { max($0, abs($1)) }
}
