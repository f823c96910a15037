#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the process was started with, and how it ends.
package enum ThisProcess {
  /// The command line without the program's name, as bytes: an argument need not be UTF-8.
  package static var arguments: [[UInt8]] {
    (1..<max(Int(CommandLine.argc), 1)).compactMap { index in
      CommandLine.unsafeArgv[index].map { argument in
        UnsafeBufferPointer(start: argument, count: strlen(argument)).map(UInt8.init(bitPattern:))
      }
    }
  }

  /// Where the program lies, links followed; nil where the system does not tell.
  package static var path: String? {
    #if canImport(Darwin)
      var byteCount: UInt32 = 0
      _NSGetExecutablePath(nil, &byteCount)
      var path = [CChar](repeating: 0, count: Int(byteCount))
      guard _NSGetExecutablePath(&path, &byteCount) == 0 else { return nil }
      return resolvedPath(String(cString: path))
    #else
      return resolvedPath("/proc/self/exe")
    #endif
  }

  package static func exit(_ code: Int32) -> Never { systemExit(code) }
}

// A name for what the member of the same name hides.
private func systemExit(_ code: Int32) -> Never { exit(code) }
