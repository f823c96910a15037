/// The values that an option goes through: a list `a,b,c`, or a range `first:last:step` of decimal
/// numbers.
///
/// `0.02:0.2:0.02` gives ten values, the last of them `0.2`: they are decimals, so no sum is off by
/// a bit. Of `1:6:2` the last is 5.
package struct ValueList: Equatable, Sendable {
  package static let mostValues = 1000

  package let values: [String]

  /// Whether `text` is meant to be more than one value.
  package static func isOne(_ text: String) -> Bool { text.contains { $0 == "," || $0 == ":" } }

  /// Nil for what is neither: parts that are empty, there twice or no numbers, a step that is not
  /// above 0, a first value above the last, more than `mostValues` values.
  package init?(_ text: String) {
    let isRange = text.contains(":")
    let parts = text.split(separator: isRange ? ":" : ",", omittingEmptySubsequences: false)
      .map(String.init)
    guard let values = isRange ? Self.range(parts) : parts, values.count <= Self.mostValues,
      !values.contains(""), Set(values).count == values.count
    else { return nil }
    self.values = values
  }

  private static func range(_ parts: [String]) -> [String]? {
    let numbers = parts.compactMap { DecimalNumber($0) }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    let exponent = min(numbers[0].exponent, numbers[1].exponent, numbers[2].exponent)
    let units = numbers.compactMap { $0.units(exponent) }
    guard units.count == 3 else { return nil }
    let (first, last, step) = (units[0], units[1], units[2])
    guard step > 0, first <= last, (last - first) / step < mostValues else { return nil }
    return stride(from: first, through: last, by: step).map {
      DecimalNumber(units: $0, exponent: exponent).text
    }
  }
}

/// `units` · 10^`exponent`, exactly.
private struct DecimalNumber {
  private static let mostDigits = 17

  var units: Int
  var exponent: Int

  init(units: Int, exponent: Int) { (self.units, self.exponent) = (units, exponent) }

  /// Nil for what is no decimal number of at most 17 digits.
  init?(_ text: String) {
    guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), Double(text) != nil else {
      return nil
    }
    let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
    let places = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    var digits = String(places[0]) + (places.count > 1 ? String(places[1]) : "")
    exponent = places.count > 1 ? -places[1].utf8.count : 0
    if parts.count > 1 {
      guard let power = Int(parts[1]), power.magnitude < 1000 else { return nil }
      exponent += power
    }
    while digits.hasSuffix("0"), digits.dropLast().utf8.contains(where: { $0 >= 0x30 }) {
      digits.removeLast()
      exponent += 1
    }
    guard let units = Int(digits), String(units.magnitude).utf8.count <= Self.mostDigits else {
      return nil
    }
    self.units = units
  }

  /// How often 10^`exponent` it is, for an exponent that is not above its own.
  func units(_ exponent: Int) -> Int? {
    var units = self.units
    for _ in exponent..<self.exponent where units != 0 {
      let (product, isTooLarge) = units.multipliedReportingOverflow(by: 10)
      if isTooLarge || String(product.magnitude).utf8.count > Self.mostDigits { return nil }
      units = product
    }
    return units
  }

  /// In plain digits, without zeros that say nothing: `0.25`, `-3`, `1000`.
  var text: String {
    if exponent >= 0 {
      return "\(units)" + String(repeating: "0", count: units == 0 ? 0 : exponent)
    }
    var digits = String(units.magnitude)
    let missing = 1 - exponent - digits.utf8.count
    if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
    let whole = digits.dropLast(-exponent)
    var fraction = digits.suffix(-exponent)
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return (units < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}
