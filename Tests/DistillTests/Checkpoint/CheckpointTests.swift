import Foundation
import KDData
import KDDistill
import TestSupport
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
  static let identity: Checkpoint.Identity = [("data", "d"), ("learning_rate", "0.003")]
  let folder: Folder
  var path: String { folder.file("checkpoint") }

  init() throws { folder = try Folder() }

  /// Trains two starts; `resumed` is a checkpoint to go on from, `onEpoch` sees each file.
  func run(
    threads: Int, from resumed: [UInt8]? = nil, onEpoch: ([UInt8]) -> Void = { _ in }
  ) throws -> TrainingResult {
    let training = Sample.learnable(TrainTests.configuration, count: 100, seed: 6)
    let validation = Sample.learnable(TrainTests.configuration, count: 30, seed: 7)
    var options = TrainingOptions()
    options.epochs = 5
    options.batchSize = 8
    options.accumulate = 2
    options.clipNorm = 0.5
    options.threads = threads
    options.schedule.kind = .cosine
    let checkpoint = try resumed.map {
      try Checkpoint($0, identity: Self.identity, path: path)
    }
    let plan = CheckpointPlan(path: path, every: 48, identity: Self.identity, resumed: checkpoint)
    var last: [UInt8] = []
    let result = train(
      TrainTests.configuration, training: training, validation: validation, options: options,
      checkpoints: plan, host: .system
    ) { progress in
      // A slow run reports more often than it writes.
      if let bytes = try? folder.read("checkpoint"), bytes != last {
        last = bytes
        onEpoch(bytes)
      }
      return true
    }
    try? folder.remove("checkpoint")
    return result
  }

  @Test("a run goes on from any checkpoint to the same bytes, for any number of threads")
  func resume() throws {
    var files: [[UInt8]] = []
    let whole = try run(threads: 1) { files.append($0) }
    // Ends of epochs, and where a slow run reports in between.
    #expect(files.count >= 10)
    for (number, file) in files.enumerated() {
      let other = try run(threads: 1 + number % 3, from: file)
      #expect(other.checkpointFault == nil)
      #expect(other.history == whole.history)
      #expect((other.bestStart, other.bestEpoch) == (whole.bestStart, whole.bestEpoch))
      #expect(
        other.student.parameters.map(\.bitPattern) == whole.student.parameters.map(\.bitPattern))
    }
  }

  @Test("a cut or changed file is refused, wherever it was cut or changed")
  func damaged() throws {
    var files: [[UInt8]] = []
    _ = try run(threads: 1) { files.append($0) }
    let file = try #require(files.last)
    let refusal = CheckpointError.damaged(path: "p")
    for offset in stride(from: 0, to: file.count, by: 997) {
      var changed = file
      changed[offset] ^= 0x10
      for bytes in [changed, Array(file[..<offset])] {
        #expect(throws: refusal) {
          _ = try Checkpoint(bytes, identity: Self.identity, path: "p")
        }
      }
    }
    #expect(throws: refusal) {
      _ = try Checkpoint(file + [0], identity: Self.identity, path: "p")
    }
  }

  @Test("another option, and one more or less, is refused by its name")
  func differs() throws {
    var files: [[UInt8]] = []
    _ = try run(threads: 1) { files.append($0) }
    let file = try #require(files.first)
    for (identity, name, was, now) in [
      ([("data", "d"), ("learning_rate", "0.1")], "learning_rate", "0.003", "0.1"),
      ([("data", "e"), ("learning_rate", "0.1")], "data", "d", "e"),
      ([("data", "d")], "learning_rate", "0.003", ""),
      ([("data", "d"), ("learning_rate", "0.003"), ("clip", "1")], "clip", "", "1"),
    ] as [([(String, String)], String, String, String)] {
      #expect(throws: CheckpointError.differs(path: "p", name: name, was: was, now: now)) {
        _ = try Checkpoint(file, identity: identity.map { (name: $0.0, value: $0.1) }, path: "p")
      }
    }
  }

  @Test("a file that cannot be written ends training and says why")
  func notWritten() {
    let examples = Sample.learnable(TrainTests.configuration, count: 40, seed: 6)
    let plan = CheckpointPlan(path: "/nonexistent/c", every: 1, identity: Self.identity)
    let result = train(
      TrainTests.configuration, training: examples, validation: examples,
      options: TrainingOptions(), checkpoints: plan, host: .system
    ) { _ in true }
    guard case .notWritten(let reason, let isCreation)? = result.checkpointFault else {
      Issue.record("\(String(describing: result.checkpointFault))")
      return
    }
    #expect(isCreation && reason.contains("/nonexistent/c"))
    #expect(result.history.count <= 1)
  }
}
