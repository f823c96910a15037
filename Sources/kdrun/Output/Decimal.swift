/// `value` with exactly `places` decimals, rounded half away from zero; `nan` or `inf` as such.
///
/// Made from integers, so no locale changes it. Example: `decimal(0.66666, places: 3)` is `0.667`.
func decimal(_ value: Double, places: Int) -> String {
  guard value.isFinite, value.magnitude < 1e12 else { return "\(value)" }
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let scaled = Int((value.magnitude * Double(scale)).rounded(.toNearestOrAwayFromZero))
  let sign = value < 0 && scaled > 0 ? "-" : ""
  guard places > 0 else { return "\(sign)\(scaled)" }
  let fraction = String(scaled % scale)
  let zeros = String(repeating: "0", count: places - fraction.count)
  return "\(sign)\(scaled / scale).\(zeros)\(fraction)"
}

/// A figure of a table: `decimal`, or `-` for one that says nothing.
func figure(_ value: Double, places: Int) -> String {
  value.isNaN ? "-" : decimal(value, places: places)
}

/// `count` with a comma each three digits: `1,234,567`.
func grouped(_ count: Int) -> String {
  var result = ""
  for (index, digit) in String(count.magnitude).enumerated() {
    if index > 0, (String(count.magnitude).count - index) % 3 == 0 { result += "," }
    result.append(digit)
  }
  return (count < 0 ? "-" : "") + result
}

/// Eight hexadecimal digits.
func hex(_ value: UInt32) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
