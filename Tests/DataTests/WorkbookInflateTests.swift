import Foundation
import KDCommon
import KDData
import TestSupport
import Testing

/// A stream of deflate and what zlib makes of it, from scripts/workbook_fixture.py.
private struct Case: Decodable {
  var stream: String
  var verdict: String
  var bytes: Int?
  var sha256: String?
  var end: Int?

  var packed: [UInt8] {
    let digits = Array(stream.utf8)
    return stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)!
    }
  }
}

private func cases() throws -> [Case] {
  let file = try Repository.bytes("Tests/DataTests/Fixtures/deflate.jsonl.gz")
  let text = try gunzip(file, path: "deflate", limit: 1 << 24)
  return try text.split(separator: 10).map { try JSONDecoder().decode(Case.self, from: Data($0)) }
}

/// The output and where the stream ends, or the fault's name as the fixture has it.
private func unpack(
  _ stream: [UInt8], limit: Int = 1 << 20
) -> (verdict: String, output: [UInt8], end: Int?) {
  var output: [UInt8] = []
  do throws(InflateFault) {
    let end = try Inflate.unpack(stream, 0..<stream.count, limit: limit, into: &output)
    return ("good", output, end)
  } catch .damaged {
    return ("damaged", output, nil)
  } catch .endsEarly {
    return ("endsEarly", output, nil)
  } catch {
    return ("exceedsLimit", output, nil)
  }
}

@Suite struct WorkbookInflateTests {
  @Test func unpacksAndRefusesWhatZlibDoes() throws {
    var counts: [String: Int] = [:]
    for one in try cases() {
      let (verdict, output, end) = unpack(one.packed)
      counts[one.verdict, default: 0] += 1
      #expect((verdict == "good") == (one.verdict == "good"), "\(one.stream)")
      guard one.verdict == "good" else { continue }
      #expect(output.count == one.bytes && sha256(output) == one.sha256, "\(one.stream)")
      #expect(end == one.end, "\(one.stream)")
    }
    #expect(counts["good"]! > 500 && counts["damaged"]! > 900 && counts["endsEarly"]! > 100)
  }

  @Test func everyBeginningOfAStreamEndsEarly() throws {
    var tried = 0
    for one in try cases() where one.verdict == "good" && one.end! * 2 == one.stream.utf8.count {
      guard one.stream.utf8.count < 400 else { continue }
      let stream = one.packed
      for count in 0..<stream.count {
        #expect(unpack(Array(stream[..<count])).verdict == "endsEarly", "\(one.stream) \(count)")
        tried += 1
      }
    }
    #expect(tried > 5000)
  }

  @Test func neverGivesMoreThanTheLimit() throws {
    for one in try cases() where one.verdict == "good" && one.bytes! > 0 {
      let bytes = one.bytes!
      #expect(unpack(one.packed, limit: bytes).verdict == "good")
      let (verdict, output, _) = unpack(one.packed, limit: bytes - 1)
      #expect(verdict == "exceedsLimit" && output.count < bytes)
    }
  }

  @Test func reachesBackOnlyToItsOwnStart() {
    // A fixed block: a copy of three bytes from one byte back, then its end.
    let stream: [UInt8] = [0x03, 0x02, 0x00]
    var output: [UInt8] = [7, 7, 7]
    #expect(throws: InflateFault.self) {
      try Inflate.unpack(stream, 0..<3, limit: 100, into: &output)
    }
    #expect(output == [7, 7, 7])
  }

  @Test func aGibibyteOfZerosIsRefusedAtTheLimit() throws {
    // One fixed block: a zero, then copies of 258 bytes from one byte back, 13 bits each.
    var bits: [UInt8] = [1, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0]
    for _ in 0..<16 { bits += [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0] }
    let bytes = stride(from: 0, to: bits.count - 7, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 | bits[start + $1] << UInt8($1) }
    }
    let eightCopies = bytes[2..<15]
    let bomb = bytes[..<2] + repeatElement(eightCopies, count: (1 << 30) / 258 / 8).joined()
    let (verdict, output, _) = unpack(Array(bomb), limit: 1 << 24)
    #expect(verdict == "exceedsLimit" && output.count <= 1 << 24 && output.count > 1 << 24 - 300)
    #expect(output.allSatisfy { $0 == 0 })
    #expect(unpack(Array(bomb.prefix(3000))).verdict == "endsEarly")
  }
}

@Suite struct WorkbookGzipTests {
  private func fixture() throws -> [UInt8] {
    try Repository.bytes("Tests/DataTests/Fixtures/deflate.jsonl.gz")
  }

  @Test func readsMembersInARowWithZerosBehind() throws {
    let file = try fixture()
    let once = try gunzip(file, path: "f", limit: 1 << 24)
    let twice = try gunzip(file + file + [0, 0, 0], path: "f", limit: 1 << 24)
    #expect(twice == once + once)
    #expect(isGzip(file) && !isGzip([0x1F]))
  }

  @Test func refusesWhatIsDamagedCutOrTooLong() throws {
    let file = try fixture()
    let byteCount = try gunzip(file, path: "f", limit: 1 << 24).count
    let error = #expect(throws: DataError.self) {
      try gunzip(file, path: "f", limit: byteCount - 1)
    }
    #expect(error?.description == "f: unpacked it is longer than \(byteCount - 1) bytes")
    var random = Random(seed: 3)
    for round in 0..<300 {
      var damaged = file
      switch round % 3 {
      case 0: damaged.removeLast(1 + random.below(round < 30 ? 12 : file.count))
      // The file's end, its checksum and length, and its first header, whose checksum covers it.
      case 1: damaged[file.count - 1 - random.below(8)] ^= 1 << UInt8(random.below(8))
      default: damaged[random.below(36)] ^= 1 << UInt8(random.below(8))
      }
      #expect(throws: DataError.self, "round \(round)") {
        try gunzip(damaged, path: "f", limit: 1 << 24)
      }
    }
    #expect(throws: DataError.self) { try gunzip(file + [1], path: "f", limit: 1 << 24) }
    #expect(throws: DataError.self) { try gunzip([], path: "f", limit: 1 << 24) }
  }
}
