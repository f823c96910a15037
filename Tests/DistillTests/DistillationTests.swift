import KDData
import KDDistill
import KDQuantize
import KDRuntime
import Testing

/// The pipeline from responses in memory to the bytes of both files.
@Suite struct DistillationTests {
  private static let split: DataSplit = {
    let rows = (0..<60).map { row in
      Response(
        id: "\(row)", item: "i", text: row % 2 == 0 ? "the stone sinks \(row)" : "it floats",
        label: "\(row % 2)")
    }
    return DataSplit(
      train: Array(rows[..<40]), dev: Array(rows[40..<50]), test: Array(rows[50...]),
      droppedEmpty: 0, sha256: "d", labels: ["0", "1"])
  }()

  private static var options: DistillationOptions {
    var options = DistillationOptions()
    options.training.epochs = 3
    options.training.starts = 1
    options.maximumDrop = nil
    return options
  }

  @Test func theSameCallsGiveTheSameBytes() throws {
    let distillation = try Distillation(DistillationData(Self.split), Self.options)
    let first = try distillation.run(host: .system) { _ in true }
    let second = try distillation.finish(try distillation.train(host: .system) { _ in true })
    #expect(first.quantized.bytes == second.quantized.bytes)
    #expect(try first.studentFile() == second.studentFile())
    #expect(first.quantized.provenance.metrics.map(\.name).suffix(6) == Fidelity.metricNames[...])
    #expect(first.quantized.fidelity.count == 10)
    #expect(try distillation.testFidelity(first)?.count == 10)
  }

  /// Known without training, for any words and options.
  @Test func theSizeOfTheFileIsThatOfTheTrainedModel() throws {
    for (words, architecture) in [(nil, Architecture.lstm), (1, .lstm), (7, .ann)] {
      var options = Self.options
      options.configuration.vocabularySize = words
      options.configuration.architecture = architecture
      options.training.clipNorm = 3
      let distillation = try Distillation(DistillationData(Self.split), options)
      let student = try distillation.run(host: .system) { _ in true }
      #expect(try distillation.fileByteCount() == student.quantized.bytes.count)
    }
    // Classes have no kappa to keep, and text rules 1 keep no linear baseline.
    var classes = Self.split
    func renamed(_ responses: [Response]) -> [Response] {
      responses.map { response in
        var response = response
        response.label = response.label.map { "class \($0)" }
        return response
      }
    }
    (classes.train, classes.dev) = (renamed(classes.train), renamed(classes.dev))
    (classes.test, classes.labels) = ([], classes.labels.map { "class \($0)" })
    for (split, rules) in [(classes, TokenizerRules.newest), (Self.split, .words1)] {
      var options = Self.options
      options.configuration.rules = rules
      let distillation = try Distillation(DistillationData(split), options)
      let student = try distillation.run(host: .system) { _ in true }
      #expect(try distillation.fileByteCount() == student.quantized.bytes.count)
    }
  }

  @Test func eachStageHasItsError() throws {
    func error(
      _ split: DataSplit, _ change: (inout DistillationOptions) -> Void = { _ in }
    ) -> DistillationError? {
      var options = Self.options
      change(&options)
      do throws(DistillationError) {
        _ = try Distillation(DistillationData(split), options).run(host: .system) { $0.epoch < 2 }
        return nil
      } catch { return error }
    }
    #expect(error(Self.split) == .stopped)
    var bare = Self.split
    for row in bare.train.indices { bare.train[row].label = nil }
    guard case .data = error(bare) else { return #expect(Bool(false)) }
    let diverged = error(Self.split) {
      ($0.training.learningRate, $0.training.batchSize, $0.training.patience) = (1e30, 2, 100)
    }
    #expect("\(try #require(diverged))".hasPrefix("training broke down: "), "\(diverged!)")
    var choice = Self.split
    choice.train = choice.train.map {
      Response(id: $0.id, item: "", text: $0.text, label: "1", options: ["a", "b"])
    }
    #expect(
      error(choice) { $0.training.shortcutPenalty = 1 }
        == .choiceQuestions(option: "shortcut-penalty"))
  }

  @Test func aStudentToBeginWithMustFit() throws {
    let first = try Distillation(DistillationData(Self.split), Self.options).run(host: .system) {
      _ in true
    }
    let initial = NamedStudent(first.training.student, path: "a.safetensors", sha256: "s")
    var options = Self.options
    let data = DistillationData(Self.split, initial: initial)
    let second = try Distillation(data, options).run(host: .system) { _ in true }
    #expect(second.quantized.provenance.settings.suffix(2).map(\.value) == ["a.safetensors", "s"])
    options.configuration.architecture = .ann
    #expect(throws: DistillationError.self) { try Distillation(data, options) }
  }
}
