import KDData
import KDDistill
import KDQuantize
import Testing

@Suite("A student that begins with another")
struct InitialStudentTests {
  static let old = StudentConfiguration(
    words: ["a", "b", "c"], items: ["q", "r"], labels: ["0", "1"], embeddingSize: 8, hiddenSize: 4,
    denseSize: 4)

  func row(_ student: FloatStudent, _ row: Int) -> ArraySlice<Float> {
    student.tensor(.embedding).dropFirst(8 * row).prefix(8)
  }

  @Test("rows of known words and items are copied, others stay random; head by the labels")
  func copies() {
    let initial = FloatStudent.random(Self.old, seed: 1)
    var configuration = Self.old
    configuration.words = ["c", "d", "a"]
    configuration.items = ["p", "r"]
    for labels in [["0", "1"], ["0", "2"], ["0", "1", "2"]] {
      configuration.labels = labels
      let fresh = FloatStudent.random(configuration, seed: 2)
      var student = fresh
      student.take(from: initial)
      // Unknown, c, d, a, p, r out of unknown, a, b, c, q, r.
      for (new, old) in [(0, 0), (1, 3), (3, 1), (5, 5)] {
        #expect(row(student, new) == row(initial, old))
      }
      for new in [2, 4] { #expect(row(student, new) == row(fresh, new)) }
      for tensor in student.layout.tensors.map(\.role) where tensor != .embedding {
        let isNew = "\(tensor)".contains("output") && labels != ["0", "1"]
        #expect(student.tensor(tensor) == (isNew ? fresh : initial).tensor(tensor), "\(tensor)")
        if isNew { #expect(student.tensor(tensor) != initial.tensor(tensor)) }
      }
    }
  }

  @Test("other sizes and layers do not fit, and the reason is one line")
  func mismatch() {
    let initial = FloatStudent.random(Self.old, seed: 1)
    #expect(initial.mismatch(with: Self.old) == nil)
    var other = Self.old
    other.hiddenSize = 5
    #expect(initial.mismatch(with: other) == "hidden size: expected 5, got 4")
    other.rules = .words2
    #expect(initial.mismatch(with: other) == "text rules: expected 2, got 1")
    other.architecture = .ann
    #expect(initial.mismatch(with: other) == "architecture: expected ann, got lstm")
  }

  @Test("the rules of the text are the initial student's, unless others are asked for")
  func rules() throws {
    let responses = ["a", "b"].map { Response(id: $0, item: "s", text: $0, label: $0) }
    var options = StudentOptions()
    #expect(try makeConfiguration(train: responses, options: options).rules == .words2)
    options.initial = Self.old
    #expect(try makeConfiguration(train: responses, options: options).rules == .words1)
    options.rules = .words2
    #expect(try makeConfiguration(train: responses, options: options).rules == .words2)
  }

  @Test("words of the data first, then the initial ones in their order, as the room allows")
  func vocabulary() throws {
    let responses = ["b x", "b y", "b x z"].enumerated().map {
      Response(id: "\($0)", item: "s", text: $1, label: "\($0 % 2)")
    }
    var options = StudentOptions()
    options.initial = Self.old
    let all = try makeConfiguration(train: responses, options: options)
    #expect(all.words == ["b", "x", "y", "z", "a", "c"])
    #expect(all.items == [])
    options.vocabularySize = 5
    #expect(
      try makeConfiguration(train: responses, options: options).words == ["b", "x", "y", "z", "a"])
    options.vocabularySize = 2
    options.itemToken = true
    let few = try makeConfiguration(train: responses, options: options)
    #expect(few.words == ["b", "x"])
    #expect(few.items == ["q", "r", "s"])
    // Room for five words beside the unknown one and three items.
    options.vocabularySize = nil
    var shape = few
    shape.words = ["1", "2", "3", "4", "5"]
    options.maximumParameters = ParameterLayout(shape).count + 31
    let fitted = try makeConfiguration(train: responses, options: options)
    #expect(fitted.words == ["b", "x", "y", "z", "a"])
    #expect(ParameterLayout(fitted).count <= options.maximumParameters)
  }

  @Test("training goes on: no learning leaves the initial weights, and the same bytes again")
  func training() {
    var initial = FloatStudent.random(TrainTests.configuration, seed: 9)
    for i in initial.parameters.indices { initial.parameters[i] *= 0.5 }
    let training = Sample.learnable(TrainTests.configuration, count: 64, seed: 6)
    var options = TrainingOptions()
    options.epochs = 1
    options.learningRate = 1e-30
    options.weightDecay = 0
    func student(threads: Int) -> FloatStudent {
      options.threads = threads
      return train(
        TrainTests.configuration, training: training, validation: training, options: options,
        initial: initial, host: .system
      ) { _ in true }.student
    }
    #expect(student(threads: 1).parameters == initial.parameters)
    options.learningRate = 1e-3
    let learnt = student(threads: 1).parameters
    #expect(learnt != initial.parameters)
    #expect(student(threads: 2).parameters == learnt)
  }
}
