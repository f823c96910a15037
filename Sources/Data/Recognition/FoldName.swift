import KDRuntime

/// A column's name as people read it: lower case, letters and digits alone, so that `Id`, `ID ` and
/// `"id"` are one name, as are `Student ID` and `student_id`.
package func foldedName(_ name: String) -> String {
  var folded = String.UnicodeScalarView()
  for scalar in name.unicodeScalars where isLetterOrDigit(scalar.value) {
    if let lower = Unicode.Scalar(lowercase(scalar.value)) { folded.append(lower) }
  }
  return String(folded)
}

private func isLetterOrDigit(_ scalar: UInt32) -> Bool {
  if scalar < 0x80 { return !isSeparator(scalar) }
  return !isSeparator(scalar) && !isInvisible(scalar)
}
