import KDSystem

/// Standard output and standard error: the only place that writes to them.
enum Terminal {
  /// Writes `text` to standard output.
  static func print(_ text: String) throws(Failure) {
    try write(Array(text.utf8))
  }

  /// Writes bytes to standard output. When a signal came, only up to the end of the line in hand.
  static func write(_ bytes: [UInt8]) throws(Failure) {
    try check(bytes.withUnsafeBufferPointer(StandardStreams.writeToOutput))
  }

  /// As `write(_: [UInt8])`.
  static func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    try check(StandardStreams.writeToOutput(bytes))
  }

  /// Writes one line to standard error; a failure there has nowhere to be told.
  static func note(_ line: String) {
    writeToError("kdrun: \(line)\n")
  }

  /// Writes `text` as it is to standard error.
  static func writeToError(_ text: String) {
    var text = text
    text.withUTF8(StandardStreams.writeToError)
  }

  private static func check(_ outcome: StandardStreams.Outcome) throws(Failure) {
    switch outcome {
    case .written: return
    case .closed: throw .outputClosed
    case .stopped: throw .stopped(signal: Signals.pending)
    case .failed(let error): throw .cannotWrite(name: "standard output", error)
    }
  }
}
