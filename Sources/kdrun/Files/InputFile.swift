import KDData
import KDSystem

/// A file or standard input, opened for reading; not closed before the process ends.
struct InputFile: ByteInput {
  /// For messages: the path, or `standard input`.
  let name: String
  /// Bytes of a regular file, nil for a stream.
  let byteCount: Int?
  private let file: OpenFile

  /// Opens `path`; `-` is standard input.
  init(_ path: String) throws(Failure) {
    name = Self.name(of: path)
    do throws(SystemError) {
      file = path == "-" ? .standardInput : try OpenFile(path)
    } catch {
      // A pipe without a writer waits here.
      try Signals.check()
      throw .cannotOpen(path: path, error)
    }
    do throws(SystemError) {
      let status = try file.status()
      byteCount = status.kind == .file ? status.byteCount : nil
      if status.kind != .folder { return }
    } catch { throw .cannotRead(name: name, error) }
    throw .isFolder(path: path)
  }

  /// What messages call `path`.
  static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// Reads at least one byte, or returns 0 at the end; throws when a signal came.
  func read(into memory: UnsafeMutablePointer<UInt8>, count: Int) throws(Failure) -> Int {
    while true {
      try Signals.check()
      if byteCount == nil { file.waitForInputOrSignal() }
      try Signals.check()
      do throws(SystemError) {
        return try file.read(into: memory, count: count)
      } catch {
        if !error.isTemporary { throw .cannotRead(name: name, error) }
      }
    }
  }

  /// Whether `read` would not wait.
  func hasMore() -> Bool { byteCount != nil || file.hasMore() }

  /// The first bytes, at most `limit`: of a stream what the first read gives, so that who writes
  /// line by line need not wait; and whether they are all.
  func readSample(_ limit: Int) throws(Failure) -> (bytes: [UInt8], isWhole: Bool) {
    var bytes = [UInt8](repeating: 0, count: limit)
    var count = 0
    var isWhole = false
    while count < limit {
      var failure: Failure?
      let start = count
      let length = bytes.withUnsafeMutableBufferPointer { memory in
        do throws(Failure) {
          return try read(into: memory.baseAddress! + start, count: limit - start)
        } catch { failure = error }
        return 0
      }
      if let failure { throw failure }
      isWhole = length == 0
      count += length
      if isWhole || byteCount == nil { break }
    }
    return (Array(bytes[..<count]), isWhole)
  }

  /// The rest of the file, at most `limit` bytes and a block.
  func readAll(limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    let blockByteCount = 1 << 16
    while bytes.count <= limit {
      var failure: Failure?
      let block = [UInt8](unsafeUninitializedCapacity: blockByteCount) { memory, count in
        do throws(Failure) {
          count = try read(into: memory.baseAddress!, count: blockByteCount)
        } catch { failure = error }
      }
      if let failure { throw failure }
      if block.isEmpty { break }
      bytes += block
    }
    return bytes
  }
}
