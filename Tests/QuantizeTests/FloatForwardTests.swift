import Foundation
import KDData
import KDQuantize
import Testing

/// The LSTM equations in Double with the C library's functions, one token and one unit at a time.
@Test func forwardIsTheTextbookLSTM() {
  let configuration = StudentConfiguration(
    words: ["a", "b", "c"], labels: ["x", "y"], embeddingSize: 3, hiddenSize: 2, denseSize: 4)
  var student = FloatStudent(configuration)
  for index in student.parameters.indices {
    student.parameters[index] = Float((index * 37) % 101) / 50 - 1
  }
  func value(_ role: TensorRole, _ index: Int) -> Double {
    Double(student.parameters[student.layout[role].offset + index])
  }
  let tokens: [UInt16] = [1, 0, 3, 2, 2]
  var pooled: [Double] = []
  for (direction, order) in [
    (TensorRole.Direction.forward, tokens), (.reverse, tokens.reversed()),
  ] {
    var h = [0.0, 0.0]
    var c = [0.0, 0.0]
    var largest = [-Double.infinity, -Double.infinity]
    for token in order {
      let z = (0..<8).map { row in
        var sum = value(.gateBias(direction), row)
        for d in 0..<3 {
          sum +=
            value(.inputWeight(direction), row * 3 + d)
            * value(.embedding, Int(token) * 3 + d)
        }
        for d in 0..<2 { sum += value(.recurrentWeight(direction), row * 2 + d) * h[d] }
        return sum
      }
      func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
      for u in 0..<2 {
        c[u] = sigmoid(z[2 + u]) * c[u] + sigmoid(z[u]) * tanh(z[4 + u])
        h[u] = sigmoid(z[6 + u]) * tanh(c[u])
        largest[u] = max(largest[u], h[u])
      }
    }
    pooled += largest
  }
  let dense = (0..<4).map { row in
    max(
      0,
      (0..<4).reduce(value(.denseBias(.hidden), row)) {
        $0 + value(.denseWeight(.hidden), row * 4 + $1) * pooled[$1]
      })
  }
  let logits = (0..<2).map { row in
    (0..<4).reduce(value(.denseBias(.output), row)) {
      $0 + value(.denseWeight(.output), row * 4 + $1) * dense[$1]
    }
  }
  let found = student.logits(tokens)
  for (a, b) in zip(found, logits) { #expect(abs(Double(a) - b) < 1e-5) }
  let probabilities = FloatForward(student).probabilities(tokens)
  #expect(abs(probabilities.reduce(0, +) - 1) < 1e-6)
}
