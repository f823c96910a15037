/// Finds a name's index, and a name by its index, both at once: a hash table with open addressing
/// inside an arena.
///
/// The names stay in the model file; the table holds slots of `1 + index` (0 is empty) and the
/// offset of each name.
struct NameTable {
  /// Longest search for one name. A vocabulary of honest words needs less than 100 at the
  /// largest size; a limit keeps a crafted file from costing quadratic time.
  static let maximumProbes = 1024

  private let slotBits: Int
  private let slots: ArenaPart<UInt16>
  private let places: NamePlaces

  /// A table at most half full.
  init(_ names: NameList, in space: inout ArenaSpace) {
    var slotBits = 1
    while 1 &<< slotBits < 2 * names.count { slotBits += 1 }
    self.slotBits = slotBits
    slots = space.reserve(1 &<< slotBits, UInt16.self)
    places = NamePlaces(names, in: &space)
  }

  var nameCount: Int { places.nameCount }
  private var slotCount: Int { 1 &<< slotBits }

  /// Enters all names; of equal names the first counts.
  func build(in arena: UnsafeMutableRawPointer) throws(ArenaError) {
    let slots = slots.start(in: arena)
    slots.initialize(repeating: 0, count: slotCount)
    places.build(in: arena)
    for index in 0..<nameCount {
      let name = places.name(index, in: arena)
      let slot = find(name.baseAddress!, NameKey(name), arena)
      if slot < 0 { throw .vocabularyClustered }
      if slots[slot] == 0 { slots[slot] = UInt16(index + 1) }
    }
  }

  /// Name `index`.
  func name(
    _ index: Int, in arena: UnsafeMutableRawPointer
  ) -> UnsafeBufferPointer<UInt8> {
    places.name(index, in: arena)
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
    return Int(slots.start(in: arena)[slot]) - 1
  }

  /// The slot that holds `name` or where it would go; −1 after `maximumProbes`.
  @inline(__always)
  private func find(
    _ name: UnsafePointer<UInt8>, _ key: NameKey, _ arena: UnsafeMutableRawPointer
  ) -> Int {
    let slots = UnsafePointer(slots.start(in: arena))
    let ends = places.ends(in: arena)
    var slot = key.place(bits: slotBits)
    for _ in 0..<NameTable.maximumProbes {
      let entry = Int(slots[slot])
      if entry == 0 { return slot }
      let start = Int(ends[entry &- 1])
      let count = Int(ends[entry]) &- 1 &- start
      if count == key.byteCount, isEqual(name, key, start) { return slot }
      slot = (slot &+ 1) & (slotCount &- 1)
    }
    return -1
  }

  /// Whether the name is in the names' text at `start`.
  @inline(__always)
  private func isEqual(_ name: UnsafePointer<UInt8>, _ key: NameKey, _ start: Int) -> Bool {
    let text = places.text
    if (packedBytes(text, start) ^ key.head) & maskOfFirst(key.byteCount) != 0 { return false }
    var index = 8
    while index < key.byteCount {
      if name[index] != text[start &+ index] { return false }
      index &+= 1
    }
    return true
  }
}

/// Where each name of a list lies, inside an arena.
struct NamePlaces {
  let nameCount: Int
  /// The names, each ended by a line feed but the last.
  let text: UnsafeBufferPointer<UInt8>
  /// [names + 1]: 0, then behind each name the byte after its line feed.
  private let ends: ArenaPart<UInt32>

  init(_ names: NameList, in space: inout ArenaSpace) {
    nameCount = names.count
    text = names.text
    ends = space.reserve(names.count + 1, UInt32.self)
  }

  func build(in arena: UnsafeMutableRawPointer) {
    let ends = ends.start(in: arena)
    ends[0] = 0
    var index = 0
    for name in NameList(count: nameCount, text) {
      index += 1
      ends[index] = ends[index - 1] + UInt32(name.count + 1)
    }
  }

  @inline(__always)
  func ends(in arena: UnsafeMutableRawPointer) -> UnsafePointer<UInt32> {
    UnsafePointer(ends.start(in: arena))
  }

  /// Name `index`.
  func name(
    _ index: Int, in arena: UnsafeMutableRawPointer
  ) -> UnsafeBufferPointer<UInt8> {
    let ends = ends(in: arena)
    return UnsafeBufferPointer(
      rebasing: text[Int(ends[index])..<Int(ends[index + 1]) - 1])
  }
}
