import KDQuantize

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

/// One float or four side by side, in memory: an inner loop is written once over `FloatVector`, and runs
/// on `SIMD4<Float>` with `Float` for what is left of a row.
protocol FloatVector: FloatLanes {
  static var width: Int { get }
  static func load(_ source: UnsafePointer<Float>) -> Self
  func store(_ target: Floats)
  /// Lane by lane: `candidate` and `index` where `candidate` is greater, else what is there.
  static func keepGreater(
    _ candidate: Self, _ index: Self, _ best: inout Self, _ bestIndex: inout Self)
  /// The value where `a` equals `b`, else 0.
  func kept(where a: Self, equals b: Self) -> Self
}

extension Float: FloatVector {
  @inline(always) static var width: Int { 1 }
  @inline(always) static func load(_ source: UnsafePointer<Float>) -> Float { source.pointee }
  @inline(always) func store(_ target: Floats) { target.pointee = self }

  @inline(always)
  static func keepGreater(
    _ candidate: Float, _ index: Float, _ best: inout Float, _ bestIndex: inout Float
  ) {
    guard candidate > best else { return }
    best = candidate
    bestIndex = index
  }

  @inline(always)
  func kept(where a: Float, equals b: Float) -> Float { a == b ? self : 0 }
}

extension SIMD4<Float>: FloatVector {
  @inline(always) static var width: Int { 4 }

  @inline(always)
  static func load(_ source: UnsafePointer<Float>) -> Self {
    UnsafeRawPointer(source).loadUnaligned(as: Self.self)
  }

  @inline(always)
  func store(_ target: Floats) {
    UnsafeMutableRawPointer(target).storeBytes(of: self, as: Self.self)
  }

  @inline(always)
  static func keepGreater(
    _ candidate: Self, _ index: Self, _ best: inout Self, _ bestIndex: inout Self
  ) {
    let greater = candidate .> best
    best.replace(with: candidate, where: greater)
    bestIndex.replace(with: index, where: greater)
  }

  @inline(always)
  func kept(where a: Self, equals b: Self) -> Self {
    Self(repeating: 0).replacing(with: self, where: a .== b)
  }
}

extension SIMD8<Float> {
  @inline(always)
  static func load(_ source: UnsafePointer<Float>) -> Self {
    UnsafeRawPointer(source).loadUnaligned(as: Self.self)
  }

  @inline(always)
  func store(_ target: Floats) {
    UnsafeMutableRawPointer(target).storeBytes(of: self, as: Self.self)
  }
}
