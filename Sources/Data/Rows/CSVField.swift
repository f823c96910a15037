/// A CSV field, in quotes where RFC 4180 asks for them.
package func csvField(_ text: String, delimiter: UInt8 = UInt8(ascii: ",")) -> String {
  var field: [UInt8] = []
  appendCSVField(text.utf8, delimiter: delimiter, to: &field)
  return String(decoding: field, as: UTF8.self)
}

/// The same as bytes, behind those of `table`.
package func appendCSVField(
  _ field: some Collection<UInt8>, delimiter: UInt8 = UInt8(ascii: ","), to table: inout [UInt8]
) {
  let quote = UInt8(ascii: "\"")
  guard field.contains(where: { $0 == quote || $0 == delimiter || $0 == 0x0A || $0 == 0x0D }) else {
    table.append(contentsOf: field)
    return
  }
  table.append(quote)
  for byte in field {
    if byte == quote { table.append(quote) }
    table.append(byte)
  }
  table.append(quote)
}
