import Foundation
import KDData
import KDDistill
import KDQuantize
import Testing

/// The student's forward pass and loss in Double, one response and one number at a time: an
/// oracle that shares no code with training.
struct ReferenceStudent {
  let configuration: StudentConfiguration
  let layout: ParameterLayout
  var parameters: [Double]

  init(_ student: FloatStudent) {
    configuration = student.configuration
    layout = student.layout
    parameters = student.parameters.map(Double.init)
  }

  func logits(_ tokens: [UInt16]) -> [Double] {
    let dense = affine(.denseWeight(.hidden), pooled(tokens), .denseBias(.hidden)).map {
      max($0, 0)
    }
    return affine(.denseWeight(.output), dense, .denseBias(.output))
  }

  func pooled(_ tokens: [UInt16]) -> [Double] {
    configuration.architecture == .lstm ? maxPooled(tokens) : averagePooled(tokens)
  }

  /// Mean over the examples of CE(label) + λ · CE(soft).
  func loss(_ examples: [TrainingExample], lambda: Double) -> Double {
    var total = 0.0
    for example in examples {
      let z = logits(example.tokens)
      let normaliser = log(z.reduce(0) { $0 + exp($1) })
      if example.label >= 0 { total += normaliser - z[example.label] }
      for (k, p) in example.soft.enumerated() {
        total += lambda * Double(p) * (normaliser - z[k])
      }
    }
    return total / Double(examples.count)
  }

  /// Central difference of `loss` by parameter `index`.
  mutating func difference(of loss: (ReferenceStudent) -> Double, by index: Int) -> Double {
    let step = 1e-5
    let value = parameters[index]
    defer { parameters[index] = value }
    parameters[index] = value + step
    let above = loss(self)
    parameters[index] = value - step
    return (above - loss(self)) / (2 * step)
  }

  /// Compares the loss, and its gradient tensor by tensor, with those of `reference` at these
  /// weights; returns how many tensors were compared.
  ///
  /// - Parameter idle: a tensor that the loss does not depend on.
  static func check(
    _ student: FloatStudent, _ found: (loss: Double, gradient: [Float]), idle: TensorRole? = nil,
    _ reference: (ReferenceStudent) -> Double
  ) -> Int {
    var exactStudent = ReferenceStudent(student)
    let exactLoss = reference(exactStudent)
    #expect(abs(found.loss - exactLoss) < 1e-5 * exactLoss)
    for tensor in student.layout.tensors {
      var error = 0.0
      var size = 0.0
      // Of a large tensor, about a hundred elements, evenly spread over rows and columns.
      let step = max(1, tensor.count / 97)
      for index in stride(from: tensor.offset, to: tensor.range.upperBound, by: step) {
        let exact = exactStudent.difference(of: reference, by: index)
        let difference = Double(found.gradient[index]) - exact
        error += difference * difference
        size += exact * exact
      }
      if tensor.role == idle {
        #expect(error.squareRoot() < 1e-6, "\(tensor.name)")
        continue
      }
      #expect(size > 0, "\(tensor.name) has no gradient")
      #expect(error.squareRoot() < 1e-4 * size.squareRoot(), "\(tensor.name)")
    }
    return student.layout.tensors.count
  }

  private func row(_ role: TensorRole, _ index: Int) -> ArraySlice<Double> {
    let tensor = layout[role]
    let width = tensor.shape[1]
    return parameters[(tensor.offset + index * width)..<(tensor.offset + (index + 1) * width)]
  }

  private func affine(_ weight: TensorRole, _ x: [Double], _ bias: TensorRole) -> [Double] {
    let biases = parameters[layout[bias].range]
    return biases.enumerated().map { i, b in
      b + zip(row(weight, i), x).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  private func averagePooled(_ tokens: [UInt16]) -> [Double] {
    var sum = [Double](repeating: 0, count: configuration.embeddingSize)
    for token in tokens {
      for (j, x) in row(.embedding, Int(token)).enumerated() { sum[j] += x }
    }
    return sum.map { $0 / Double(tokens.count) }
  }

  private func maxPooled(_ tokens: [UInt16]) -> [Double] {
    direction(.forward, tokens) + direction(.reverse, tokens.reversed())
  }

  private func direction(_ direction: TensorRole.Direction, _ tokens: [UInt16]) -> [Double] {
    let size = configuration.hiddenSize
    var h = [Double](repeating: 0, count: size)
    var c = h
    var greatest = [Double](repeating: -.infinity, count: size)
    func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    for token in tokens {
      let x = Array(row(.embedding, Int(token)))
      let input = affine(.inputWeight(direction), x, .gateBias(direction))
      let z = input.enumerated().map { g, sum in
        sum + zip(row(.recurrentWeight(direction), g), h).reduce(0) { $0 + $1.0 * $1.1 }
      }
      for unit in 0..<size {
        c[unit] = sigmoid(z[size + unit]) * c[unit] + sigmoid(z[unit]) * tanh(z[2 * size + unit])
        h[unit] = sigmoid(z[3 * size + unit]) * tanh(c[unit])
        greatest[unit] = max(greatest[unit], h[unit])
      }
    }
    return greatest
  }
}
