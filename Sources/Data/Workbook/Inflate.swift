/// Why compressed data was refused.
package enum InflateFault: Error {
  case endsEarly
  /// It unpacks to more bytes than allowed.
  case exceedsLimit
  case damaged(StaticString)

  /// In words for a message.
  package var what: String {
    switch self {
    case .endsEarly: return "the compressed data ends early"
    case .exceedsLimit: return "the compressed data is longer than it may be"
    case .damaged(let what): return "damaged compressed data: \(what)"
    }
  }
}

/// Unpacks one stream of deflate (RFC 1951), as strictly as zlib: what zlib refuses is refused.
///
/// Memory is bounded by `limit`, and the output grows with the input.
package struct Inflate {
  /// Deflate never packs better: two bits for a copy of 258 bytes.
  static let highestRatio: Int64 = 1032

  private let input: [UInt8]
  private let end: Int
  private let outputLimit: Int
  /// Next byte of input that is not in `bits`.
  private var position: Int
  /// Bits read ahead, the next one lowest; those above `bitCount` are zero.
  private var bits: UInt64 = 0
  private var bitCount = 0
  /// Where the output of this stream begins: no distance reaches back before it.
  private let outputStart: Int

  /// Appends what the stream at `range` of `input` unpacks to, at most `limit` bytes, to `output`;
  /// returns where in `input` the stream ends.
  package static func unpack(
    _ input: [UInt8], _ range: Range<Int>, limit: Int, into output: inout [UInt8]
  ) throws(InflateFault) -> Int {
    var stream = Inflate(input, range, output.count, limit)
    while try !stream.block(&output) {}
    return stream.position - stream.bitCount / 8
  }

  private init(_ input: [UInt8], _ range: Range<Int>, _ outputStart: Int, _ limit: Int) {
    self.input = input
    position = range.lowerBound
    end = range.upperBound
    self.outputStart = outputStart
    let (sum, isTooLarge) = outputStart.addingReportingOverflow(limit)
    outputLimit = isTooLarge ? Int.max : sum
  }

  /// Unpacks a block; true when it was the last one.
  private mutating func block(_ output: inout [UInt8]) throws(InflateFault) -> Bool {
    let isLast = try take(1) == 1
    switch try take(2) {
    case 0: try stored(&output)
    case 1: try compressed(Inflate.fixedLengths, Inflate.fixedDistances, &output)
    case 2:
      let (lengths, distances) = try codes()
      try compressed(lengths, distances, &output)
    default: throw .damaged("invalid block type")
    }
    return isLast
  }

  // MARK: - Bits

  private mutating func refill() {
    while bitCount <= 56 && position < end {
      bits |= UInt64(input[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
  }

  /// The next `count` bits, at most 16, the first one lowest.
  private mutating func take(_ count: Int) throws(InflateFault) -> Int {
    if bitCount < count { refill() }
    guard bitCount >= count else { throw .endsEarly }
    let value = Int(bits & ((1 << UInt64(count)) - 1))
    drop(count)
    return value
  }

  private mutating func drop(_ count: Int) {
    bits >>= UInt64(count)
    bitCount -= count
  }

  private mutating func symbol(_ code: borrowing HuffmanCode) throws(InflateFault) -> Int {
    if bitCount < HuffmanCode.longest { refill() }
    guard let (symbol, length) = code.symbol(bits) else {
      throw bitCount < HuffmanCode.longest ? .endsEarly : .damaged("invalid code")
    }
    guard length <= bitCount else { throw .endsEarly }
    drop(length)
    return symbol
  }
}

// MARK: - Blocks

extension Inflate {
  /// A block of bytes as they are (3.2.4).
  private mutating func stored(_ output: inout [UInt8]) throws(InflateFault) {
    drop(bitCount & 7)
    let length = try take(16)
    guard try take(16) == length ^ 0xFFFF else { throw .damaged("invalid stored block length") }
    // The bits read ahead are whole bytes: back to them.
    let start = position - bitCount / 8
    guard length <= end - start else { throw .endsEarly }
    guard length <= outputLimit - output.count else { throw .exceedsLimit }
    output.append(contentsOf: input[start..<start + length])
    (position, bits, bitCount) = (start + length, 0, 0)
  }

  /// A block of literals and copies (3.2.3, 3.2.5).
  private mutating func compressed(
    _ lengths: borrowing HuffmanCode, _ distances: borrowing HuffmanCode, _ output: inout [UInt8]
  ) throws(InflateFault) {
    while true {
      let symbol = try symbol(lengths)
      if symbol < 256 {
        guard output.count < outputLimit else { throw .exceedsLimit }
        output.append(UInt8(symbol))
      } else if symbol == 256 {
        return
      } else {
        guard symbol < 286 else { throw .damaged("invalid length") }
        let length = try value(symbol - 257, Inflate.lengthBases, Inflate.lengthBits)
        let distance = try distance(distances)
        guard distance <= output.count - outputStart else { throw .damaged("distance too far") }
        guard length <= outputLimit - output.count else { throw .exceedsLimit }
        copy(length, distance, &output)
      }
    }
  }

  private mutating func distance(_ code: borrowing HuffmanCode) throws(InflateFault) -> Int {
    let symbol = try symbol(code)
    guard symbol < 30 else { throw .damaged("invalid distance") }
    return try value(symbol, Inflate.distanceBases, Inflate.distanceBits)
  }

  private mutating func value(
    _ index: Int, _ bases: [UInt16], _ extraBits: [UInt8]
  ) throws(InflateFault) -> Int {
    Int(bases[index]) + (try take(Int(extraBits[index])))
  }

  /// Repeats the `length` bytes that begin `distance` bytes back; they may overlap their copy.
  private func copy(_ length: Int, _ distance: Int, _ output: inout [UInt8]) {
    var from = output.count - distance
    for _ in 0..<length {
      output.append(output[from])
      from += 1
    }
  }
}

// MARK: - Codes

extension Inflate {
  /// The two codes at the start of a block that brings its own (3.2.7).
  private mutating func codes() throws(InflateFault) -> (HuffmanCode, HuffmanCode) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let codeCount = try take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw .damaged("too many codes") }
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<codeCount {
      codeLengths[Int(Inflate.codeOrder[index])] = UInt8(try take(3))
    }
    guard let code = HuffmanCode(lengths: codeLengths[...], mayBeSingle: false) else {
      throw .damaged("invalid code lengths")
    }
    let lengths = try runLengths(code, count: literalCount + distanceCount)
    guard lengths[256] > 0 else { throw .damaged("no code for the end of a block") }
    guard
      let literals = HuffmanCode(lengths: lengths[..<literalCount], mayBeSingle: true),
      let distances = HuffmanCode(lengths: lengths[literalCount...], mayBeSingle: true)
    else { throw .damaged("invalid code lengths") }
    return (literals, distances)
  }

  /// The lengths of both codes, run-length encoded.
  private mutating func runLengths(
    _ code: borrowing HuffmanCode, count: Int
  ) throws(InflateFault) -> [UInt8] {
    var lengths: [UInt8] = []
    lengths.reserveCapacity(count)
    while lengths.count < count {
      let symbol = try symbol(code)
      var repeated: UInt8 = 0
      let times: Int
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw .damaged("no length to repeat") }
        repeated = last
        times = try take(2) + 3
      case 17: times = try take(3) + 3
      case 18: times = try take(7) + 11
      default:
        repeated = UInt8(symbol)
        times = 1
      }
      guard times <= count - lengths.count else { throw .damaged("too many lengths") }
      lengths.append(contentsOf: repeatElement(repeated, count: times))
    }
    return lengths
  }
}

// MARK: - Tables

extension Inflate {
  /// The order in which the lengths of the code of lengths are stored.
  private static let codeOrder: [UInt8] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]
  /// Shortest copy of symbols 257 to 285, and how many bits are added to it.
  private static let lengthBases: [UInt16] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits: [UInt8] = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  /// The same for distances.
  private static let distanceBases: [UInt16] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  private static let distanceBits: [UInt8] = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ]
  /// The codes of blocks that bring none (3.2.6); both are complete.
  private static let fixedLengths = HuffmanCode(
    lengths: ([UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
      + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8))[...],
    mayBeSingle: false)!
  private static let fixedDistances = HuffmanCode(
    lengths: [UInt8](repeating: 5, count: 32)[...], mayBeSingle: false)!
}
