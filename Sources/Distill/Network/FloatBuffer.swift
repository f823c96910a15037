/// Floats in memory that somebody else owns.
package typealias Floats = UnsafeMutablePointer<Float>

/// Zeroed floats on the heap, at a fixed address, freed with the object.
package final class FloatBuffer: @unchecked Sendable {
  package let pointer: Floats
  package let count: Int

  package init(_ count: Int) {
    self.count = count
    // 64 bytes: a cache line, so that no two threads' buffers share one.
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
    pointer = raw.bindMemory(to: Float.self, capacity: max(count, 1))
    pointer.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { pointer.deallocate() }
}
