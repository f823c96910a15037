/// A decimal number, exactly: `digits` · 10^−`places`, at most 10¹⁸ before the point is set.
struct DecimalNumber: Equatable {
  let digits: Int64
  let places: Int

  private static let most: Int64 = 1_000_000_000_000_000_000

  init(digits: Int64, places: Int) {
    self.digits = digits
    self.places = places
  }

  /// Reads `-12.5`, `.5`, `2.5e-3`; nil for all else and for more than 18 digits.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var exponent = 0
    if let e = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      guard let number = Int(String(decoding: rest[(e + 1)...], as: UTF8.self)),
        (-18...18).contains(number)
      else { return nil }
      exponent = number
      rest = rest[..<e]
    }
    let parts = rest.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? parts[1] : []
    var digits: Int64 = 0
    var count = 0
    for digit in parts.joined() {
      guard digit &- 0x30 < 10, digits < Self.most / 10 else { return nil }
      digits = digits * 10 + Int64(digit - 0x30)
      count += 1
    }
    guard count > 0 else { return nil }
    self.digits = isNegative ? -digits : digits
    places = fraction.count - exponent
  }

  /// The digits with this many places; nil when that takes more than 10¹⁸.
  func scaled(toPlaces places: Int) -> Int64? {
    var scaled = digits
    for _ in 0..<max(places - self.places, 0) {
      guard abs(scaled) <= Self.most / 10 else { return nil }
      scaled *= 10
    }
    return scaled
  }

  /// Without zeros at the end: `0.2`, not `0.20`.
  var text: String {
    var (rest, places) = (abs(digits), places)
    while places > 0 && rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    let all = "\(rest)"
    let padded = String(repeating: "0", count: max(places + 1 - all.utf8.count, 0)) + all
    let sign = digits < 0 ? "-" : ""
    if places == 0 { return sign + padded }
    return "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
  }
}
