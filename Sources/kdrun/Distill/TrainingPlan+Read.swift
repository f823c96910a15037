import KDCommon
import KDDistill

/// From what was asked for to data in memory and the distillation of it.
extension TrainingPlan {
  /// Reads what the plan says, but for the student to begin with.
  ///
  /// - Parameter tells: whether a line says how files were read, where that is worth one.
  func read(readsTest: Bool = false, tells: Bool = true) throws(Failure) -> DistillationData {
    do throws(FileDistillationError) {
      let data = try files.read(readsTest: readsTest)
      if tells { data.split.notes.forEach(Terminal.note) }
      return data
    } catch {
      if case .distillation(.choiceQuestions(let option)) = error {
        throw .exclusive("--" + option, "a column \"\(files.columns.options)\" in DATA")
      }
      throw Failure(error)
    }
  }

  /// The distillation of data that was read, with the student of `--init`.
  func distillation(_ data: DistillationData) throws(Failure) -> Distillation {
    var data = data
    data.initial = try initialPath.map { path throws(Failure) in try initialStudent(path) }
    return try telling { [data] () throws(DistillationError) in
      try Distillation(data, files.options)
    }
  }

  private func initialStudent(_ path: String) throws(Failure) -> NamedStudent {
    let file = try ModelFile(path)
    guard case .float(let student, _) = file.student else {
      throw .notAModel(path: path, reason: "expected a float student (.safetensors), got a .kdm")
    }
    return NamedStudent(student, path: path, sha256: sha256(file.bytes))
  }
}
