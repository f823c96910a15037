/// An open-addressing hash table from a name to its index, inside an arena.
///
/// The names stay in the model file; the table holds slots of `1 + index` (0 is empty) and the
/// offset of each name.
struct NameTable {
  /// Longest search for one name. A vocabulary of honest words needs less than 100 at the
  /// largest size; a limit keeps a crafted file from costing quadratic time.
  static let maximumProbes = 1024

  var nameCount = 0
  var slotCount = 2
  var textRun = Run(offset: 0, count: 0)
  /// Places in the arena.
  var slots = 0
  var offsets = 0

  init() {}

  /// A table at most half full.
  init(nameCount: Int, textRun: Run) {
    self.nameCount = nameCount
    self.textRun = textRun
    while slotCount < 2 * nameCount { slotCount *= 2 }
  }

  /// Enters all names; of equal names the first counts.
  func build(
    in arena: UnsafeMutableRawPointer, _ text: UnsafeBufferPointer<UInt8>
  ) throws(ArenaError) {
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
      let slot = find(name, fnv1a(name), arena, text)
      if slot < 0 { throw .vocabularyClustered }
      if slots[slot] == 0 { slots[slot] = UInt16(index + 1) }
      start = end + 1
    }
  }

  /// The index of `name`, or −1.
  ///
  /// - Complexity: O(name) for honest vocabularies.
  func index(
    of name: UnsafeBufferPointer<UInt8>, hash: UInt32, _ arena: UnsafeMutableRawPointer,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let slot = find(name, hash, arena, text)
    if slot < 0 { return -1 }
    return Int((arena + slots).assumingMemoryBound(to: UInt16.self)[slot]) - 1
  }

  /// The slot that holds `name` or where it would go; −1 after `maximumProbes`.
  private func find(
    _ name: UnsafeBufferPointer<UInt8>, _ hash: UInt32, _ arena: UnsafeMutableRawPointer,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let slots = UnsafePointer((arena + self.slots).assumingMemoryBound(to: UInt16.self))
    let offsets = UnsafePointer((arena + self.offsets).assumingMemoryBound(to: UInt32.self))
    // FNV-1a's low bits mix less than its high ones.
    var slot = Int(hash ^ (hash &>> 15)) & (slotCount &- 1)
    for _ in 0..<NameTable.maximumProbes {
      let entry = Int(slots[slot])
      if entry == 0 { return slot }
      let start = Int(offsets[entry &- 1])
      let count = Int(offsets[entry]) &- 1 &- start
      if count == name.count, isEqual(name, text, start) { return slot }
      slot = (slot &+ 1) & (slotCount &- 1)
    }
    return -1
  }

  private func isEqual(
    _ name: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Bool {
    for index in 0..<name.count where name[index] != text[start &+ index] { return false }
    return true
  }
}
