import Foundation
import KDCommon
import KDData
import TestSupport
import Testing

@Suite struct WorkbookCellTests {
  @Test func aNumberHasOneSpelling() {
    let cases = [
      ("2", "2"), ("2.0", "2"), ("02", "2"), ("-0", "0"), ("0.0", "0"), ("1.50", "1.5"),
      ("0.1", "0.1"), ("1.1000000000000001", "1.1"), ("0.30000000000000004", "0.3"),
      ("0.33333333333333331", "0.333333333333333"), ("-17.25", "-17.25"), (".5", "0.5"),
      ("5.", "5"), ("+5", "5"), ("1E3", "1000"), ("1.5e-3", "0.0015"), ("1E-05", "0.00001"),
      ("1E-9", "0.000000001"), ("1E-10", "1E-10"), ("-1.5E-11", "-1.5E-11"),
      ("1E+19", "10000000000000000000"), ("1.25E+21", "1.25E+21"), ("1E+300", "1E+300"),
      ("12345678901234567", "12345678901234567"), ("1.2345678901234568E+16", "12345678901234600"),
      ("0.99999999999999989", "1"), ("9.9999999999999989E-5", "0.0001"), ("abc", "abc"),
      ("1E", "1E"), ("", ""), ("-", "-"), ("1.2.3", "1.2.3"), ("NaN", "NaN"), ("1E999", "1E999"),
    ]
    for (text, expected) in cases { #expect(numberText(Array(text.utf8)) == expected, "\(text)") }
  }

  /// The C library's rounding to 15 digits is the oracle; it knows which way a tie was rounded before.
  @Test func roundsAsPrintfDoes() {
    var random = Random(seed: 17)
    var compared = 0
    for _ in 0..<20_000 {
      let power = pow(10, Double.random(in: -8...14, using: &random))
      let value = Double.random(in: -1...1, using: &random) * power
      let written = String(format: "%.16e", value)
      if written.contains("50e") { continue }
      let text = numberText(Array(written.utf8))
      #expect(Double(text) == Double(String(format: "%.14e", value)), "\(written) \(text)")
      compared += 1
    }
    #expect(compared > 19_000)
  }

  @Test func escapesOfFourDigitsAreCharacters() {
    let cases = [
      ("a_x000D_b", "a\rb"), ("_x005F_x000D_", "_x000D_"), ("_x0041", "_x0041"), ("_x00e4_", "ä"),
      ("_xD83D__xDE00_", "😀"), ("_xD83D_x", "_xD83D_x"), ("_xDE00_", "_xDE00_"),
      ("_x0000_", "_x0000_"), ("_X0041_", "_X0041_"), ("__x0041_", "_A"), ("_x", "_x"), ("", ""),
    ]
    for (text, expected) in cases { #expect(cellText(Array(text.utf8)) == expected, "\(text)") }
  }

  @Test func formatsOfDatesAreKnown() {
    let dates = ["yyyy-mm-dd", "d/m/yy", "h:mm AM/PM", "[$-409]mmm d;@", "\"on\" d", "[Red]dd"]
    let others = [
      "General", "0.00", "[h]:mm", "[ss]", "\"day\" 0", "\\d0", "0_d", "#,##0;[Red]-d", "0%", "@",
      "0.00E+00", "\"unclosed d", "",
    ]
    for code in dates { #expect(isDateFormat(Array(code.utf8)), "\(code)") }
    for code in others { #expect(!isDateFormat(Array(code.utf8)), "\(code)") }
  }

  @Test func daysAreThoseOfTheCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for serial in stride(from: 61, to: 2_958_466, by: 997) {
      // 25569 is 1 January 1970.
      let date = Date(timeIntervalSince1970: Double(serial - 25_569) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let expected = String(format: "%04d-%02d-%02d", parts.year!, parts.month!, parts.day!)
      #expect(text("\(serial)") == expected)
    }
  }

  private func text(_ serial: String, is1904: Bool = false) -> String? {
    serialDate(DecimalNumber(Array(serial.utf8))!, is1904: is1904)
  }

  @Test func datesHaveEdges() {
    #expect(text("1") == "1900-01-01")
    #expect(text("59") == "1900-02-28")
    #expect(text("60") == "1900-02-29")
    #expect(text("61") == "1900-03-01")
    #expect(text("2958465") == "9999-12-31")
    #expect(text("2958466") == nil)
    #expect(text("1E+200") == nil)
    #expect(text("-1") == nil)
    #expect(text("0") == "00:00:00")
    #expect(text("0.5") == "12:00:00")
    #expect(text("45292.999999999") == "2024-01-02")
    #expect(text("45292.000011574") == "2024-01-01 00:00:01")
    #expect(text("1", is1904: true) == "1904-01-02")
    #expect(text("43830", is1904: true) == "2024-01-01")
  }
}
