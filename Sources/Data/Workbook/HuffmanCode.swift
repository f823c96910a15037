/// A canonical Huffman code of deflate (RFC 1951, 3.2.2): symbols by their bits.
///
/// Codes of up to 10 bits are looked up at once, longer ones a bit at a time.
struct HuffmanCode {
  static let longest = 15
  private static let tableBits = 10

  /// Number of codes of each length.
  private var counts: [Int]
  /// Symbols in the order of their codes.
  private var symbols: [UInt16]
  /// By the next ten bits of input: symbol · 16 + length, or 0 where the code is longer or none.
  private var table: [UInt16]

  /// The code in which symbol `s` has `lengths[s]` bits, 0 to 15; none has 0.
  ///
  /// Refused, as zlib does: more codes than bits tell apart; and too few, but for a code without
  /// symbols and, where `mayBeSingle`, one of a single symbol of one bit.
  init?(lengths: ArraySlice<UInt8>, mayBeSingle: Bool) {
    counts = [Int](repeating: 0, count: HuffmanCode.longest + 1)
    for length in lengths { counts[Int(length)] += 1 }
    let used = lengths.count - counts[0]
    counts[0] = 0
    var free = 1
    for length in 1...HuffmanCode.longest {
      free = free * 2 - counts[length]
      if free < 0 { return nil }
    }
    let isSingle = used == 1 && counts[1] == 1
    if free > 0 && used > 0 && !(mayBeSingle && isSingle) { return nil }

    symbols = [UInt16](repeating: 0, count: used)
    table = [UInt16](repeating: 0, count: 1 << HuffmanCode.tableBits)
    fill(lengths)
  }

  private mutating func fill(_ lengths: ArraySlice<UInt8>) {
    var nextPlace = [Int](repeating: 0, count: HuffmanCode.longest + 1)
    var nextCode = nextPlace
    for length in 1..<HuffmanCode.longest {
      nextPlace[length + 1] = nextPlace[length] + counts[length]
      nextCode[length + 1] = (nextCode[length] + counts[length]) << 1
    }
    var symbol: UInt16 = 0
    for byte in lengths {
      let length = Int(byte)
      if length > 0 {
        symbols[nextPlace[length]] = symbol
        nextPlace[length] += 1
        enter(symbol, code: nextCode[length], length)
        nextCode[length] += 1
      }
      symbol += 1
    }
  }

  /// Enters a short code at every place whose low bits are the code, its first bit lowest.
  private mutating func enter(_ symbol: UInt16, code: Int, _ length: Int) {
    guard length <= HuffmanCode.tableBits else { return }
    var place = 0
    for bit in 0..<length where code >> bit & 1 != 0 { place |= 1 << (length - 1 - bit) }
    while place < table.count {
      table[place] = symbol << 4 | UInt16(length)
      place += 1 << length
    }
  }

  /// The symbol whose code `bits` begin with, lowest first, and its length; `nil` when there is none.
  /// The length may exceed the bits that there are: those beyond must be zero, and the caller checks.
  @inline(__always)
  func symbol(_ bits: UInt64) -> (symbol: Int, length: Int)? {
    let entry = table[Int(bits & 1023)]
    if entry != 0 { return (Int(entry >> 4), Int(entry & 15)) }
    return longSymbol(bits)
  }

  /// A bit at a time: the codes of a length are consecutive numbers.
  private func longSymbol(_ bits: UInt64) -> (symbol: Int, length: Int)? {
    var code = 0
    var first = 0
    var place = 0
    for length in 1...HuffmanCode.longest {
      code |= Int(bits >> UInt64(length - 1) & 1)
      let count = counts[length]
      if code - first < count { return (Int(symbols[place + code - first]), length) }
      place += count
      first = (first + count) << 1
      code <<= 1
    }
    return nil
  }
}
