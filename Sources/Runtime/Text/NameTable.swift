/// An open-addressing hash table from a name to its index, inside an arena.
///
/// The names stay in the model file; the table holds slots of `1 + index` (0 is empty) and the
/// offset of each name.
struct NameTable {
  /// Longest search for one name. A vocabulary of honest words needs less than 100 at the
  /// largest size; a limit keeps a crafted file from costing quadratic time.
  static let maximumProbes = 1024

  var nameCount = 0
  private var slotBits = 1
  /// The names, each ended by a line feed but the last.
  private(set) var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Places in the arena.
  var slots = 0
  var offsets = 0

  init() {}

  /// A table at most half full.
  init(nameCount: Int, _ text: UnsafeBufferPointer<UInt8>) {
    self.nameCount = nameCount
    self.text = text
    while slotCount < 2 * nameCount { slotBits += 1 }
  }

  var slotCount: Int { 1 &<< slotBits }

  /// Enters all names; of equal names the first counts.
  func build(in arena: UnsafeMutableRawPointer) throws(ArenaError) {
    let slots = (arena + self.slots).bindMemory(to: UInt16.self, capacity: slotCount)
    slots.initialize(repeating: 0, count: slotCount)
    let offsets = (arena + self.offsets).bindMemory(to: UInt32.self, capacity: nameCount + 1)
    var start = 0
    for index in 0..<nameCount {
      var end = start
      while end < text.count, text[end] != lineFeed { end += 1 }
      offsets[index] = UInt32(start)
      offsets[index + 1] = UInt32(end + 1)
      let name = UnsafeBufferPointer(rebasing: text[start..<end])
      let slot = find(text.baseAddress! + start, NameKey(name), arena)
      if slot < 0 { throw .vocabularyClustered }
      if slots[slot] == 0 { slots[slot] = UInt16(index + 1) }
      start = end + 1
    }
  }

  /// The index of `name`, whose key is `key`, or −1.
  ///
  /// - Complexity: O(name) for honest vocabularies.
  @inline(__always)
  func index(
    of name: UnsafePointer<UInt8>, _ key: NameKey, _ arena: UnsafeMutableRawPointer
  ) -> Int {
    let slot = find(name, key, arena)
    if slot < 0 { return -1 }
    return Int((arena + slots).assumingMemoryBound(to: UInt16.self)[slot]) - 1
  }

  /// The slot that holds `name` or where it would go; −1 after `maximumProbes`.
  @inline(__always)
  private func find(
    _ name: UnsafePointer<UInt8>, _ key: NameKey, _ arena: UnsafeMutableRawPointer
  ) -> Int {
    let slots = UnsafePointer((arena + self.slots).assumingMemoryBound(to: UInt16.self))
    let offsets = UnsafePointer((arena + self.offsets).assumingMemoryBound(to: UInt32.self))
    var slot = key.place(bits: slotBits)
    for _ in 0..<NameTable.maximumProbes {
      let entry = Int(slots[slot])
      if entry == 0 { return slot }
      let start = Int(offsets[entry &- 1])
      let count = Int(offsets[entry]) &- 1 &- start
      if count == key.byteCount, isEqual(name, key, start) { return slot }
      slot = (slot &+ 1) & (slotCount &- 1)
    }
    return -1
  }

  /// Whether the name is in `text` at `start`.
  @inline(__always)
  private func isEqual(_ name: UnsafePointer<UInt8>, _ key: NameKey, _ start: Int) -> Bool {
    if (packedBytes(text, start) ^ key.head) & maskOfFirst(key.byteCount) != 0 { return false }
    var index = 8
    while index < key.byteCount {
      if name[index] != text[start &+ index] { return false }
      index &+= 1
    }
    return true
  }
}
