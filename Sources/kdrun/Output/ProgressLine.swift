import KDSystem

/// A line on standard error that is drawn over once a second, on a terminal only.
final class ProgressLine {
  private let isShown: Bool
  private var isDrawn = false
  private let begin = Clock.now()
  private var last: UInt64

  /// - Parameter isShown: false keeps it silent; by default standard error must be a terminal.
  init(isShown: Bool = StandardStreams.isErrorATerminal) {
    self.isShown = isShown
    last = begin
  }

  /// Seconds since it was made.
  var seconds: Double { Clock.seconds(since: begin) }

  /// Draws `text` unless it did so less than a second ago.
  func show(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = Clock.now()
    guard now - last >= 1_000_000_000 else { return }
    last = now
    isDrawn = true
    Terminal.writeToError("\r\u{1b}[K\(text())")
  }

  /// Removes the line.
  func clear() {
    if isDrawn { Terminal.writeToError("\r\u{1b}[K") }
    isDrawn = false
  }
}

/// Seconds as people read them: `42 s`, `3 min 5 s`, `2 h 10 min`.
func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e9 else { return "unknown" }
  let whole = Int(max(seconds, 0).rounded())
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
  return "\(whole / 3600) h \(whole % 3600 / 60) min"
}
