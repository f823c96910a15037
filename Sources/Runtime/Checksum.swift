/// CRC-32 of `bytes` with the four bytes at `zeroed` read as zero.
///
/// IEEE 802.3, reflected, as zlib's `crc32`: the nine bytes `123456789` give `0xCBF4_3926`.
///
/// - Complexity: O(`bytes.count`); two table steps a byte.
public func crc32(_ bytes: UnsafeRawBufferPointer, zeroed: Int? = nil) -> UInt32 {
  let skipped = zeroed ?? -4
  var sum: UInt32 = 0xFFFF_FFFF
  for index in 0..<bytes.count {
    let isZeroed = index >= skipped && index < skipped + 4
    sum ^= isZeroed ? 0 : UInt32(bytes[index])
    sum = (sum &>> 4) ^ nibbleTable[Int(sum & 15)]
    sum = (sum &>> 4) ^ nibbleTable[Int(sum & 15)]
  }
  return ~sum
}

/// The polynomial 0xEDB88320 applied to each four-bit value.
private let nibbleTable: InlineArray<16, UInt32> = [
  0x0000_0000, 0x1DB7_1064, 0x3B6E_20C8, 0x26D9_30AC, 0x76DC_4190, 0x6B6B_51F4,
  0x4DB2_6158, 0x5005_713C, 0xEDB8_8320, 0xF00F_9344, 0xD6D6_A3E8, 0xCB61_B38C,
  0x9B64_C2B0, 0x86D3_D2D4, 0xA00A_E278, 0xBDBD_F21C,
]
