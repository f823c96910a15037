import CKDRun
import KDLines
import KDRuntime

/// Why a call failed.
enum CallError: Error {
  /// What C passed is not allowed; the text says which argument and what was expected.
  case badArgument(StaticString)
  case badModel(ModelError)
  case emptyFile
  case badArena(ArenaError)
  case cannotOpen(code: Int)
  case cannotRead(code: Int)

  /// The status that the call returns.
  var status: Int32 {
    switch self {
    case .badArgument: KDRUN_BAD_ARGUMENT
    case .badModel, .badArena(.vocabularyClustered), .emptyFile: KDRUN_BAD_MODEL
    case .badArena: KDRUN_BAD_ARENA
    case .cannotOpen: KDRUN_NO_FILE
    case .cannotRead: KDRUN_CANNOT_READ
    }
  }

  /// One line; none is longer than 200 bytes.
  func write(to writer: inout ByteWriter) {
    switch self {
    case .badArgument(let text): writer.put(text)
    case .badModel(let error): writer.put(error)
    case .emptyFile: writer.put("not a student model: the file is empty")
    case .badArena(let error): writer.put(error)
    case .cannotOpen(let code):
      writer.put("cannot be opened (errno ", code)
      writer.put(")")
    case .cannotRead(let code):
      writer.put("cannot be read (errno ", code)
      writer.put(")")
    }
  }
}

/// Runs `body`; returns its status and tells `error`, if C wants to know, what went wrong.
@inline(__always)
func call(
  _ error: UnsafeMutablePointer<kdrun_error>?, _ body: () throws(CallError) -> Void
) -> Int32 {
  do throws(CallError) {
    try body()
    fill(error, KDRUN_OK) { _ in }
    return KDRUN_OK
  } catch let failure {
    fill(error, failure.status) { failure.write(to: &$0) }
    return failure.status
  }
}

/// Sets C's error to a status and the text that `write` puts.
private func fill(
  _ error: UnsafeMutablePointer<kdrun_error>?, _ status: Int32,
  _ write: (inout ByteWriter) -> Void
) {
  guard let error else { return }
  error.pointee.status = status
  withUnsafeMutableBytes(of: &error.pointee.message) { message in
    var writer = ByteWriter(message.baseAddress!.assumingMemoryBound(to: UInt8.self))
    write(&writer)
    writer.put(0)
  }
}
