import KDRuntime

/// Whether a file begins as gzip does.
package func isGzip(_ bytes: [UInt8]) -> Bool {
  bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
}

/// What a gzip file (RFC 1952) holds: all its members, one behind the other; zero bytes behind the
/// last one are skipped. Lengths and checksums are checked.
///
/// - Throws: `badData` for anything else, and for more than `limit` bytes.
package func gunzip(_ bytes: [UInt8], path: String, limit: Int) throws(DataError) -> [UInt8] {
  var output: [UInt8] = []
  var position = 0
  repeat {
    do throws(InflateFault) {
      position = try member(bytes, position, limit, &output)
    } catch .exceedsLimit {
      throw .bad(path, nil, "unpacked it is longer than \(limit) bytes")
    } catch {
      throw .bad(path, nil, "a gzip file that is damaged or cut off (\(error.what)): copy it again")
    }
    while position < bytes.count && bytes[position] == 0 { position += 1 }
  } while position < bytes.count
  return output
}

/// Unpacks the member at `start` and returns where it ends.
private func member(
  _ bytes: [UInt8], _ start: Int, _ limit: Int, _ output: inout [UInt8]
) throws(InflateFault) -> Int {
  let data = try endOfHeader(bytes, start)
  let outputStart = output.count
  let end = try Inflate.unpack(
    bytes, data..<bytes.count, limit: limit - outputStart, into: &output)
  guard bytes.count - end >= 8 else { throw .endsEarly }
  let sum = output.withUnsafeBytes { crc32(UnsafeRawBufferPointer(rebasing: $0[outputStart...])) }
  guard sum == bytes.number32(at: end) else { throw .damaged("checksum") }
  let byteCount = UInt32(truncatingIfNeeded: output.count - outputStart)
  guard byteCount == bytes.number32(at: end + 4) else { throw .damaged("length") }
  return end + 8
}

/// Where the compressed data behind the header at `start` begins (2.3).
private func endOfHeader(_ bytes: [UInt8], _ start: Int) throws(InflateFault) -> Int {
  guard bytes.count - start >= 10 else { throw .endsEarly }
  guard bytes[start] == 0x1F, bytes[start + 1] == 0x8B else { throw .damaged("no gzip member") }
  let flags = bytes[start + 3]
  guard bytes[start + 2] == 8, flags & 0xE0 == 0 else { throw .damaged("unknown method") }
  var position = start + 10
  if flags & 4 != 0 {
    guard bytes.count - position >= 2 else { throw .endsEarly }
    let length = bytes.number16(at: position)
    guard bytes.count - position - 2 >= length else { throw .endsEarly }
    position += 2 + length
  }
  // The file's name and a comment, each ended by a zero.
  for flag: UInt8 in [8, 16] where flags & flag != 0 {
    guard let zero = bytes[position...].firstIndex(of: 0) else { throw .endsEarly }
    position = zero + 1
  }
  if flags & 2 != 0 {
    guard bytes.count - position >= 2 else { throw .endsEarly }
    let sum = bytes.withUnsafeBytes {
      crc32(UnsafeRawBufferPointer(rebasing: $0[start..<position]))
    }
    guard Int(sum & 0xFFFF) == bytes.number16(at: position) else { throw .damaged("header") }
    position += 2
  }
  return position
}
