import KDData
import KDExport
import KDQuantize

/// Why a distillation ended without a student: a case for each stage. The description is one line.
public enum DistillationError: Error, Equatable, CustomStringConvertible {
  // Data and configuration.
  /// Responses, soft labels or hidden states of no use.
  case data(DataError)
  /// The data are choice questions, and the option, by its name without dashes, is not for those.
  case choiceQuestions(option: String)
  /// The student to begin with has other layers or sizes.
  case initialStudent(path: String, reason: String)
  // Training.
  /// The progress callback said so.
  case stopped
  /// A checkpoint of no use, or one that could not be written.
  case checkpoint(CheckpointError)
  /// Training broke down.
  case diverged(Divergence)
  // Quantisation, and the two files.
  case quantization(QuantizeError)
  case model(ExportError)
  case student(SafetensorsError)
  /// The int8 student loses more of a measure, QWK or accuracy, than `limit`.
  case fidelity(measure: String, drop: Double, limit: Double)

  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .data(let error): error.description
    case .choiceQuestions(let option): "\(option) is not for choice questions"
    case .initialStudent(let path, let reason): "\(path): \(reason)"
    case .stopped: "training was stopped"
    case .checkpoint(let error): error.description
    case .diverged(let divergence): divergence.description
    case .quantization(let error): error.description
    case .model(let error): error.description
    case .student(let error): error.description
    case .fidelity(let measure, let drop, let limit):
      "the int8 student loses \(drop) of \(measure) against the float student, expected at most "
        + "\(limit)"
    }
  }
}
