import KDLines
import KDRuntime
import Process

/// The bytes of the model: those built in, or a file read whole.
struct ModelBytes {
  /// For messages.
  let name: Text
  let bytes: UnsafeRawBufferPointer

  /// - Parameter path: the model's file; nil for the model that is built in.
  init(_ path: Text?) throws(Exit) {
    guard let path else {
      var count: system_size = 0
      guard let start = system_built_in(&count) else {
        var line = message()
        line.put("missing MODEL; --help says more")
        throw line.end(.usage)
      }
      name = Text("built-in model")
      bytes = UnsafeRawBufferPointer(start: start, count: Int(count))
      return
    }
    name = path
    bytes = try ModelBytes.read(path)
  }

  /// Reads rather than maps: a file that shrinks while it is in use would end the process.
  private static func read(_ path: Text) throws(Exit) -> UnsafeRawBufferPointer {
    // Arguments end in NUL.
    let file = system_open(path.bytes.baseAddress)
    if file < 0 { throw refused(.noInput, path, -file) }
    var capacity = 1 << 16
    guard var memory = system_map(system_size(capacity)) else { throw noMemory(capacity) }
    var count = 0
    while count <= Model.maximumByteCount {
      if count == capacity {
        let larger = 2 * capacity
        guard let moved = system_grow(memory, system_size(capacity), system_size(larger)) else {
          throw noMemory(larger)
        }
        (memory, capacity) = (moved, larger)
      }
      let read = system_read(Int32(file), memory + count, system_size(capacity - count))
      if read == -SYSTEM_EINTR { throw .stopped }
      if read < 0 {
        throw refused(read == -SYSTEM_EISDIR ? .noInput : .inputOutput, path, -read)
      }
      if read == 0 { break }
      count += read
    }
    system_close(Int32(file))
    return UnsafeRawBufferPointer(start: memory, count: count)
  }
}
