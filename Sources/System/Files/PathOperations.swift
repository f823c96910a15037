#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What is at a path, links followed.
package enum PathKind: Sendable { case file, folder, other }

/// What is at `path`; nil for nothing.
package func pathKind(_ path: String) -> PathKind? {
  var status = stat()
  return stat(path, &status) == 0 ? PathKind(status) : nil
}

extension PathKind {
  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }
}

/// Whether both paths lead to one file that exists, by whatever name.
package func isSameFile(_ first: String, _ second: String) -> Bool {
  var (a, b) = (stat(), stat())
  return stat(first, &a) == 0 && stat(second, &b) == 0
    && a.st_dev == b.st_dev && a.st_ino == b.st_ino
}

/// Removes the file at `path`, if there is one.
package func removeFile(_ path: String) { unlink(path) }

/// Makes a folder; one that is there already is as good.
package func makeFolder(_ path: String) throws(SystemError) {
  if mkdir(path, 0o777) != 0 && errno != EEXIST { throw .last }
}

/// Makes an empty file beside `path` and removes it: that says more than permission bits do, since
/// full, read-only and virtual file systems refuse.
package func tryToCreate(_ path: String) throws(SystemError) {
  let trial = path + ".\(getpid()).tmp"
  let descriptor = open(trial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
  if descriptor < 0 { throw .last }
  close(descriptor)
  unlink(trial)
}

/// Where `path` leads, without links and dots; nil when nothing is there.
package func resolvedPath(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  return String(cString: real)
}
