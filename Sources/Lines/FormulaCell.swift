/// Whether a spreadsheet that opens a CSV file would take a cell for a formula: it begins with `=`, `+`, `-`
/// or `@` and is no plain number.
package func mayBeRun(_ cell: some Collection<UInt8>) -> Bool {
  guard let first = cell.first, "=+-@".utf8.contains(first) else { return false }
  let digits = cell.dropFirst()
  let hasSign = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
  let isNumber =
    hasSign && !digits.isEmpty
    && digits.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
  return !isNumber
}
