/// A part of an arena, in bytes from its start.
struct ArenaPart<Element> {
  let offset: Int

  @inline(__always)
  func start(in arena: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Element> {
    (arena + offset).assumingMemoryBound(to: Element.self)
  }
}

/// The bytes of an arena while it is planned.
struct ArenaSpace {
  private(set) var end = 0
  let alignment: Int

  init(alignment: Int) { self.alignment = alignment }

  /// Reserves `count` elements at the next multiple of `alignment`.
  @inline(__always)
  mutating func reserve<Element>(_ count: Int, _: Element.Type) -> ArenaPart<Element> {
    ArenaPart(offset: reserve(byteCount: count * MemoryLayout<Element>.stride))
  }

  @inline(never)
  private mutating func reserve(byteCount: Int) -> Int {
    defer { end += (byteCount + alignment - 1) & -alignment }
    return end
  }

  /// A vector as wide as a cache line shall not lie across two.
  mutating func alignToLine() {
    end = (end + Arena.lineByteCount - 1) & -Arena.lineByteCount
  }
}
