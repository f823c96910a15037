import KDQuantize

/// One tensor of the file: those of the student, and a zero `bias_hh` after each `bias_ih`.
struct StoredTensor {
  let name: String
  let shape: [Int]
  let elements: [Float]

  static func all(of student: FloatStudent) -> [StoredTensor] {
    student.layout.tensors.flatMap { tensor in
      let stored = StoredTensor(
        name: tensor.name, shape: tensor.shape, elements: Array(student.tensor(tensor.role)))
      guard let second = tensor.role.secondBiasName else { return [stored] }
      let zeros = [Float](repeating: 0, count: tensor.count)
      return [stored, StoredTensor(name: second, shape: tensor.shape, elements: zeros)]
    }
  }
}
