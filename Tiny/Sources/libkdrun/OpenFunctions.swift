import CKDRun
import KDRuntime

@c @implementation
public func kdrun_arena_size(
  _ bytes: UnsafeRawPointer?, _ size: Int, _ bits: UInt32,
  _ arenaSize: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<kdrun_error>?
) -> Int32 {
  arenaSize?.pointee = 0
  return call(error) { () throws(CallError) in
    let arenaSize = try given(arenaSize, "arena_size: expected a place for it, got null")
    let options = try options(bits)
    arenaSize.pointee = Handle.arenaByteCount(try model(bytes, size), options)
  }
}

@c @implementation
public func kdrun_open(
  _ bytes: UnsafeRawPointer?, _ size: Int, _ bits: UInt32, _ arena: UnsafeMutableRawPointer?,
  _ arenaSize: Int, _ scorer: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<kdrun_error>?
) -> Int32 {
  scorer?.pointee = nil
  return call(error) { () throws(CallError) in
    let scorer = try given(scorer, "scorer: expected a place for it, got null")
    let arena = try given(arena, "arena: expected memory, got null")
    guard arenaSize >= 0 else { throw .badArgument("arena_size: too large") }
    let options = try options(bits)
    let model = try model(bytes, size)
    let memory = UnsafeMutableRawBufferPointer(start: arena, count: arenaSize)
    do throws(ArenaError) {
      scorer.pointee = try Handle.open(model, options, memory)
    } catch {
      throw .badArena(error)
    }
  }
}
