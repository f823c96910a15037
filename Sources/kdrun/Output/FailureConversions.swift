import KDData
import KDDistill
import KDSystem

extension Failure {
  /// Bad data and missing files, as the data reader tells them.
  init(_ error: DataError) {
    switch error {
    case .noInput: self = .noInput("\(error)")
    case .badData: self = .badData("\(error)")
    }
  }

  /// A checkpoint that is of no use, or could not be written.
  init(_ error: CheckpointError) {
    switch error {
    case .damaged, .differs: self = .badData("\(error)")
    case .notWritten(let reason, let isCreation):
      self = isCreation ? .notCreated(reason) : .notWritten(reason)
    }
  }

  /// A file that could not be written.
  init(_ error: FileError) {
    switch error.kind {
    case .cannotCreate: self = .notCreated("\(error)")
    case .inputOutput: self = .notWritten("\(error)")
    }
  }
}

extension Signals {
  /// Throws when a signal came.
  static func check() throws(Failure) {
    if pending != 0 { throw .stopped(signal: pending) }
  }
}
