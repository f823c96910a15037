#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes a file so that `path` holds either its old bytes or all of the new ones, never a part.
///
/// The bytes go to a temporary file in the same folder, which is synced and renamed over `path`;
/// on failure it is removed. An existing file keeps its mode, a new one has 0666 less the umask.
/// A link is followed. What is not a regular file, such as a pipe, is written straight through.
/// - Throws: `FileError`: `cannotCreate` when nothing can be made there, else `inputOutput`.
public func writeAtomically(_ bytes: [UInt8], to path: String) throws(FileError) {
  let target = linkTarget(path)
  var status = stat()
  let exists = stat(target, &status) == 0
  switch exists ? status.st_mode & S_IFMT : S_IFREG {
  case S_IFREG:
    let folder = folder(of: target)
    let temporary = try TemporaryFile(in: folder, for: path)
    do throws(FileError) {
      try temporary.fill(bytes, mode: exists ? status.st_mode & 0o7777 : nil)
      try temporary.rename(to: target)
    } catch {
      temporary.remove()
      throw error
    }
    try syncFolder(folder, for: path)
  case S_IFDIR:
    throw FileError(.cannotCreate, path: path, operation: "open", code: EISDIR)
  default:
    try writeThrough(bytes, to: path)
  }
}

/// Writes all of `bytes`, however few the system takes at a time.
///
/// - Returns: 0, or the `errno` of the call that failed.
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { buffer in
    var rest = buffer[...]
    while !rest.isEmpty {
      let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress
      let written = write(descriptor, start, rest.count)
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

/// A new file beside the one to be replaced.
private struct TemporaryFile {
  /// What errors name: the path the caller gave.
  let path: String
  let name: String
  let descriptor: Int32

  init(in folder: String, for path: String) throws(FileError) {
    self.path = path
    var attempt = 0
    while true {
      // The name may be taken by another thread, or left by a killed process of the same number.
      let name = "\(folder)/.kdrun-\(getpid())-\(attempt).tmp"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 {
        self.name = name
        self.descriptor = descriptor
        return
      }
      guard errno == EEXIST || errno == EINTR, attempt < 10_000 else {
        throw FileError(.cannotCreate, path: path, operation: "open", code: errno)
      }
      attempt += 1
    }
  }

  /// Writes, syncs and closes; closes on failure too.
  func fill(_ bytes: [UInt8], mode: mode_t?) throws(FileError) {
    var failed: (operation: String, code: Int32)?
    if let mode, fchmod(descriptor, mode) != 0 { failed = ("chmod", errno) }
    if failed == nil {
      let code = writeAll(bytes, to: descriptor)
      if code != 0 { failed = ("write", code) }
    }
    if failed == nil {
      let code = synced(descriptor)
      if code != 0 { failed = ("fsync", code) }
    }
    if close(descriptor) != 0, failed == nil { failed = ("close", errno) }
    if let failed {
      throw FileError(.inputOutput, path: path, operation: failed.operation, code: failed.code)
    }
  }

  func rename(to target: String) throws(FileError) {
    guard systemRename(name, target) == 0 else {
      throw FileError(.cannotCreate, path: path, operation: "rename", code: errno)
    }
  }

  func remove() { unlink(name) }
}

/// 0, or why the file is not safely on the disk.
private func synced(_ descriptor: Int32) -> Int32 {
  while fsync(descriptor) != 0 {
    if errno != EINTR { return errno }
  }
  return 0
}

/// Makes a rename in `folder` last over a power cut.
private func syncFolder(_ folder: String, for path: String) throws(FileError) {
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  // A folder that may be written but not read cannot be synced; the file itself is complete.
  guard descriptor >= 0 else { return }
  let code = synced(descriptor)
  close(descriptor)
  // Some file systems have no such call for folders.
  if code != 0 && code != EINVAL && code != ENOTSUP {
    throw FileError(.inputOutput, path: path, operation: "fsync of the folder", code: code)
  }
}

/// For devices and pipes, where a rename would replace the device itself.
private func writeThrough(_ bytes: [UInt8], to path: String) throws(FileError) {
  let descriptor = open(path, O_WRONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    throw FileError(.cannotCreate, path: path, operation: "open", code: errno)
  }
  var code = writeAll(bytes, to: descriptor)
  if close(descriptor) != 0, code == 0 { code = errno }
  if code != 0 { throw FileError(.inputOutput, path: path, operation: "write", code: code) }
}

/// Where `path` leads when it is a link to something that exists; else `path`.
private func linkTarget(_ path: String) -> String { resolvedPath(path) ?? path }

private func folder(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

// A name for what the member of the same name hides.
private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
