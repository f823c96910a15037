import KDDistill
import KDSystem

extension Failure {
  /// What ended a distillation, by its stage.
  init(_ error: DistillationError) {
    switch error {
    case .data(let error): self.init(error)
    case .choiceQuestions(let option): self = .exclusive("--" + option, "choice questions")
    case .initialStudent(let path, let reason): self = .notAModel(path: path, reason: reason)
    case .stopped: self = .stopped(signal: Signals.pending)
    case .checkpoint(let error): self.init(error)
    case .diverged(let divergence): self = .diverged(divergence)
    case .fidelity(let measure, let drop, let limit):
      self = .fidelity(measure: measure, drop: drop, limit: limit)
    case .quantization, .model, .student: self = .badData("\(error)")
    }
  }

  init(_ error: FileDistillationError) {
    switch error {
    case .output: self = .notCreated("\(error)")
    case .read(let path, let code): self = .cannotOpen(path: path, SystemError(code: code))
    case .initialStudent: self = .badData("\(error)")
    case .distillation(let error): self.init(error)
    case .write(let error): self.init(error)
    }
  }
}

/// What `body` gives; what it throws, as kdrun tells it.
func telling<T>(_ body: () throws(DistillationError) -> T) throws(Failure) -> T {
  do throws(DistillationError) { return try body() } catch { throw Failure(error) }
}

/// The same for the stages that read and write files.
func tellingFiles<T>(_ body: () throws(FileDistillationError) -> T) throws(Failure) -> T {
  do throws(FileDistillationError) { return try body() } catch { throw Failure(error) }
}
