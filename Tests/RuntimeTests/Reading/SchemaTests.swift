import KDRuntime
import TestSupport
import Testing

/// Reader and writer name the fields of Schema/student.fbs, all and in its order, as wide as they are.
@Test func fieldsAreThoseOfTheSchema() throws {
  let tables = try schemaTables()
  func check<Field: TableField & CaseIterable>(_ name: String, _: Field.Type) throws {
    let fields = try #require(tables[name])
    #expect(Field.allCases.map { snakeCase("\($0)") } == fields.map(\.name), "\(name)")
    #expect(Field.allCases.map(\.byteCount) == fields.map(\.byteCount), "\(name)")
    #expect(TableLayout(Field.self).fieldCount == fields.count)
  }
  try check("Student", StudentField.self)
  try check("Tokenizer", TokenizerField.self)
  try check("Layer", LayerField.self)
  try check("Matrix", MatrixField.self)
  try check("Calibration", CalibrationField.self)
  try check("Provenance", ProvenanceField.self)
  try check("Setting", SettingField.self)
  try check("Metric", MetricField.self)
  try check("Golden", GoldenField.self)
  #expect(tables.count == 9)
}

@Test func enumerationsAreThoseOfTheSchema() throws {
  let text = try Repository.text("Schema/student.fbs")
  let kinds = try #require(text.firstMatch(of: /enum LayerKind : ubyte \{ (.*) \}/)).1
  #expect(
    kinds.split(separator: ", ").map { $0.lowercased() }
      == LayerKind.allCases.map { "\($0) = \($0.rawValue)".lowercased() })
  let activations = try #require(text.firstMatch(of: /enum Activation : ubyte \{ (.*) \}/)).1
  #expect(
    activations.split(separator: ", ").map { $0.lowercased() }
      == Activation.allCases.map { "\($0) = \($0.rawValue)".lowercased() })
  let rules = try #require(text.firstMatch(of: /enum TokenizerRules : ubyte \{ (.*) \}/)).1
  #expect(
    rules.split(separator: ", ").map { $0.lowercased() }
      == TokenizerRules.allCases.map { "\($0) = \($0.rawValue)".lowercased() })
}

/// Table name → its fields.
private func schemaTables() throws -> [String: [(name: String, byteCount: Int)]] {
  let widths = [
    "ubyte": 1, "LayerKind": 1, "Activation": 1, "TokenizerRules": 1, "ushort": 2, "uint": 4,
    "int": 4, "float": 4,
  ]
  var tables: [String: [(name: String, byteCount: Int)]] = [:]
  for table in try Repository.text("Schema/student.fbs").matches(of: /table (\w+) \{([^}]*)\}/) {
    tables[String(table.1)] = table.2.matches(of: /(?m)^ +(\w+): (\[?\w+\]?)/).map {
      (String($0.1), widths[String($0.2)] ?? 4)
    }
  }
  return tables
}

/// `inputBits` → `input_bits`, `dataSHA256` → `data_sha256`.
private func snakeCase(_ name: String) -> String {
  name.replacing("SHA256", with: "_sha256").reduce("") { text, character in
    text + (character.isUppercase ? "_" : "") + character.lowercased()
  }
}
