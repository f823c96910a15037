/// `table Calibration`.
package enum CalibrationField: Int, TableField, CaseIterable {
  case responses, tokens

  package var byteCount: Int { 4 }
}

/// How much text the activation scales were calibrated on, as read.
package struct CalibrationTable {
  package let responses: Int
  package let tokens: Int

  init(_ cursor: inout FileCursor, from field: Int) throws(Refusal) {
    let table = try cursor.table(CalibrationField.self, from: field, of: .calibration)
    responses = Int(clamping: cursor.uint32(at: table[.responses]))
    tokens = Int(clamping: cursor.uint32(at: table[.tokens]))
  }
}
