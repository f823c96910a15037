/// How the process ends; the numbers are those of BSD's `sysexits.h`.
enum ExitCode: Int32 {
  case success = 0
  /// The command line is wrong.
  case usage = 64
  /// The data or a model file is wrong.
  case badData = 65
  /// An input file is missing or cannot be opened.
  case noInput = 66
  /// A bug in kdrun.
  case software = 70
  /// An output file cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed, or the reader of standard output has gone.
  case inputOutput = 74
  /// Stopped by SIGINT (Ctrl-C), after the line in hand.
  case interrupted = 130
  /// Stopped by SIGTERM, after the line in hand.
  case terminated = 143
}
