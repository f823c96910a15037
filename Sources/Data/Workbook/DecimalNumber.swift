/// A number of a cell as decimal digits, read without floating point: 0.digits · 10^exponent.
///
/// A workbook stores a double by up to 17 digits, `1.1000000000000001` for 1.1. Rounded to 15, which
/// is all that Excel itself shows, it is again what a person typed.
package struct DecimalNumber: Equatable {
  static let mostDigits = 15

  var isNegative = false
  /// Values 0 to 9, neither the first nor the last 0; empty for zero.
  var digits: [UInt8] = []
  var exponent = 0

  /// Reads `-12.5E-3`; `nil` for anything else, and beyond 10^±400.
  package init?(_ text: [UInt8]) {
    var position = 0
    if let sign = text.first, sign == minus || sign == plus {
      isNegative = sign == minus
      position = 1
    }
    guard let end = readDigits(text, position), let power = DecimalNumber.power(text[end...]) else {
      return nil
    }
    exponent += power
    round()
    guard digits.isEmpty || abs(exponent) <= 400 else { return nil }
  }

  /// Reads digits with a point in or before them; returns where they end.
  private mutating func readDigits(_ text: [UInt8], _ start: Int) -> Int? {
    var position = start
    var hasPoint = false
    var hasDigit = false
    while position < text.count {
      let byte = text[position]
      if byte == point && !hasPoint {
        hasPoint = true
      } else if (0x30...0x39).contains(byte) {
        hasDigit = true
        add(byte - 0x30, isFraction: hasPoint)
      } else {
        break
      }
      position += 1
    }
    return hasDigit ? position : nil
  }

  private mutating func add(_ digit: UInt8, isFraction: Bool) {
    if digits.isEmpty && digit == 0 {
      if isFraction { exponent -= 1 }
      return
    }
    // What is beyond 32 digits changes no rounding but of a tie.
    if digits.count < 32 { digits.append(digit) }
    if !isFraction { exponent += 1 }
  }

  /// `E-05`, or nothing at all.
  private static func power(_ text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first else { return 0 }
    guard first & 0xDF == 0x45 else { return nil }
    var rest = text.dropFirst()
    let isNegative = rest.first == minus
    if isNegative || rest.first == plus { rest = rest.dropFirst() }
    guard let value = boundedNumber(rest) else { return nil }
    return isNegative ? -value : value
  }

  /// Rounds to 15 digits, half away from zero.
  private mutating func round() {
    if digits.count > DecimalNumber.mostDigits {
      let roundsUp = digits[DecimalNumber.mostDigits] >= 5
      digits.removeLast(digits.count - DecimalNumber.mostDigits)
      if roundsUp { increment() }
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (exponent, isNegative) = (0, false) }
  }

  private mutating func increment() {
    while digits.last == 9 { digits.removeLast() }
    if digits.isEmpty {
      digits = [1]
      exponent += 1
    } else {
      digits[digits.count - 1] += 1
    }
  }

  /// The shortest plain spelling: 2, 0.1, −0.000025; beyond 20 digits or 9 places `1E+21`, `1.5E-10`.
  var text: String {
    var text: [UInt8] = isNegative ? [minus] : []
    if digits.isEmpty { return "0" }
    let isPlain = (-8...20).contains(exponent)
    let whole = isPlain ? exponent : 1
    if whole <= 0 { text.append(0x30) }
    for place in 0..<max(whole, 0) {
      text.append(0x30 + (place < digits.count ? digits[place] : 0))
    }
    if digits.count > whole {
      text.append(point)
      text.append(contentsOf: repeatElement(0x30, count: max(0, -whole)))
      text.append(contentsOf: digits[max(0, whole)...].map { $0 + 0x30 })
    }
    if isPlain { return String(decoding: text, as: UTF8.self) }
    let power = exponent - 1
    return String(decoding: text, as: UTF8.self) + (power < 0 ? "E-" : "E+")
      + (abs(power) < 10 ? "0" : "") + "\(abs(power))"
  }
}

/// How a number of a cell is spelt: `2` for `2.0`, `0.1` for `0.10000000000000001`. A whole number in
/// up to 20 plain digits, such as an id, and what is no number stay as they are written.
package func numberText(_ text: [UInt8]) -> String {
  let digits = text.first == minus ? text.dropFirst() : text[...]
  let isWhole = (1...20).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
  if isWhole && (digits.first != 0x30 || text.count == 1) {
    return String(decoding: text, as: UTF8.self)
  }
  return DecimalNumber(text)?.text ?? String(decoding: text, as: UTF8.self)
}

private let minus: UInt8 = 0x2D
private let plus: UInt8 = 0x2B
private let point: UInt8 = 0x2E
