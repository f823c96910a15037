import KDExport
import KDSystem

/// Why a distillation of files ended without a model. The description is one line.
public enum FileDistillationError: Error, CustomStringConvertible {
  /// The files cannot be made, found out before the work is done.
  case output(OutputFault)
  /// A checkpoint or the student to begin with cannot be read: the system's number for the reason.
  case read(path: String, code: Int32)
  /// The student to begin with is no float student.
  case initialStudent(path: String, SafetensorsError)
  /// What has nothing to do with files.
  case distillation(DistillationError)
  /// Writing a file failed.
  case write(FileError)

  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .output(let fault): fault.description
    case .read(let path, let code): "\(path): \(SystemError(code: code))"
    case .initialStudent(let path, let error): "\(path): \(error)"
    case .distillation(let error): error.description
    case .write(let error): error.description
    }
  }
}
