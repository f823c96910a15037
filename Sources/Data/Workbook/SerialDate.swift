/// The date and time of day of a serial number, days since the end of 1899, as ISO 8601 text:
/// `2024-01-31`, `2024-01-31 13:05:00`, and `13:05:00` for less than a day; rounded to seconds.
///
/// `nil` for a negative number and after the year 9999. 60 is 29 February 1900, as in Excel, which
/// has that day. With `is1904` days are counted from 1 January 1904, as old Macs did.
package func serialDate(_ number: DecimalNumber, is1904: Bool) -> String? {
  guard !number.isNegative, let (wholeDays, fraction) = parts(number) else { return nil }
  // At most 12 digits of a day times 86,400: below 2⁵⁷.
  var seconds = (fraction * 86_400 + dayParts / 2) / dayParts
  var day = wholeDays
  if seconds == 86_400 { (day, seconds) = (day + 1, 0) }
  let time =
    twoDigits(seconds / 3600) + ":" + twoDigits(seconds / 60 % 60) + ":" + twoDigits(seconds % 60)
  if day == 0 { return time }
  if is1904 { day += 1462 }
  guard day <= lastDay else { return nil }
  return dateText(day) + (seconds == 0 ? "" : " " + time)
}

/// Whole days, and the rest in parts of a day.
private func parts(_ number: DecimalNumber) -> (days: Int64, fraction: Int64)? {
  guard number.exponent <= 7 else { return nil }
  var (days, fraction): (Int64, Int64) = (0, 0)
  for place in 0..<max(number.exponent, 0) {
    days = days * 10 + Int64(place < number.digits.count ? number.digits[place] : 0)
  }
  for place in 0..<12 {
    let index = number.exponent + place
    fraction =
      fraction * 10 + Int64(number.digits.indices.contains(index) ? number.digits[index] : 0)
  }
  return (days, fraction)
}

/// Year, month and day of a serial day from 1 on.
private func dateText(_ day: Int64) -> String {
  if day == 60 { return "1900-02-29" }
  // Days since 1 March 0000 (Howard Hinnant, "chrono-compatible low-level date algorithms").
  let days = day + (day < 60 ? 1 : 0) + 693_899
  let era = days / 146_097
  let ofEra = days % 146_097
  let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
  let ofYear = ofEra - (365 * year + year / 4 - year / 100)
  let month = (5 * ofYear + 2) / 153
  let inNextYear: Int64 = month >= 10 ? 1 : 0
  let fullYear = "\(era * 400 + year + inNextYear)"
  return String(repeating: "0", count: max(0, 4 - fullYear.utf8.count)) + fullYear + "-"
    + twoDigits(month + 3 - 12 * inNextYear) + "-"
    + twoDigits(ofYear - (153 * month + 2) / 5 + 1)
}

private func twoDigits(_ number: Int64) -> String { (number < 10 ? "0" : "") + "\(number)" }

/// 31 December 9999.
private let lastDay: Int64 = 2_958_465
private let dayParts: Int64 = 1_000_000_000_000
