import KDLines
import Process

/// How the process ends; the numbers are those of kdrun, BSD's `sysexits.h`.
///
/// What went wrong is told where it is found (`message`), so that only a number is thrown.
enum Exit: Int32, Error {
  /// The command line is wrong.
  case usage = 64
  /// The model is wrong.
  case badData = 65
  /// The model is missing or cannot be opened.
  case noInput = 66
  /// Reading or writing failed, there is no memory, or the reader of standard output has gone.
  case inputOutput = 74
  /// Stopped by SIGINT, after the line in hand.
  case interrupted = 130
  /// Stopped by SIGTERM, after the line in hand.
  case terminated = 143

  /// The exit that belongs to the signal that came.
  static var stopped: Exit { system_signal() == 15 ? .terminated : .interrupted }
}

/// The beginning of a line on standard error: what, where, expected, got. One at a time.
@inline(never)
func message() -> ByteWriter {
  var writer = ByteWriter(system_message())
  writer.put("kdscore: ")
  return writer
}

/// The same about a file.
@inline(never)
func message(about name: Text) -> ByteWriter {
  var writer = message()
  writer.put(printable: name)
  writer.put(": ")
  return writer
}

extension ByteWriter {
  /// Writes the line, as far as that goes, and returns `exit`.
  @inline(never)
  mutating func end(_ exit: Exit) -> Exit {
    put(0x0A)
    _ = system_write(2, system_message(), system_size(count))
    return exit
  }
}

/// Says what the system refused: `place`, then the C library's words for `code`.
@inline(never)
func refused(_ exit: Exit, _ place: Text, _ code: Int) -> Exit {
  var line = message()
  line.put(printable: place)
  line.put(": ")
  line.put(systemMessage: code)
  return line.end(exit)
}

extension ByteWriter {
  /// The C library's words for the errors that files have; others by number.
  fileprivate mutating func put(systemMessage code: Int) {
    let words: StaticString
    switch code {
    case SYSTEM_ENOENT: words = "No such file or directory"
    case SYSTEM_EIO: words = "Input/output error"
    case SYSTEM_EBADF: words = "Bad file descriptor"
    case SYSTEM_ENOMEM: words = "Cannot allocate memory"
    case SYSTEM_EACCES: words = "Permission denied"
    case SYSTEM_ENOTDIR: words = "Not a directory"
    case SYSTEM_EISDIR: words = "expected a file, got a folder"
    case SYSTEM_EFBIG: words = "File too large"
    case SYSTEM_ENOSPC: words = "No space left on device"
    case SYSTEM_ENAMETOOLONG: words = "File name too long"
    case SYSTEM_ELOOP: words = "Too many levels of symbolic links"
    default:
      put("error ")
      return put(integer: code)
    }
    put(words)
  }
}
