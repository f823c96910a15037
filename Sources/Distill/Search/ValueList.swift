import Foundation

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
    let numbers = parts.compactMap(decimal)
    guard parts.count == 3, numbers.count == 3 else { return nil }
    let (first, last, step) = (numbers[0], numbers[1], numbers[2])
    guard step > 0, first <= last, (last - first) / step < Decimal(mostValues) else { return nil }
    var values: [String] = []
    var value = first
    while value <= last {
      values.append("\(value)")
      value += step
    }
    return values
  }

  private static func decimal(_ text: String) -> Decimal? {
    // `Decimal` reads the number that a text begins with, `Double` takes all of it.
    guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), Double(text) != nil,
      let number = Decimal(string: text), number.isFinite
    else { return nil }
    return number
  }
}
