// How a model came to be: checked with the rest, shown by tools, not used to score.

/// `table Provenance`.
package enum ProvenanceField: Int, TableField, CaseIterable {
  case tool, dataSHA256, teacher, teacherSHA256, seed, settings, metrics

  package var byteCount: Int { 4 }
}

/// `table Setting`.
package enum SettingField: Int, TableField, CaseIterable {
  case name, value

  package var byteCount: Int { 4 }
}

/// `table Metric`.
package enum MetricField: Int, TableField, CaseIterable {
  case name, value

  package var byteCount: Int { 4 }
}

/// The provenance as read; texts are UTF-8.
package struct ProvenanceTable {
  /// Name and version of the program that wrote the file.
  package let tool: UnsafeBufferPointer<UInt8>
  /// SHA-256 of the training data, in hexadecimal.
  package let dataSHA256: UnsafeBufferPointer<UInt8>
  /// File name of the teacher's soft labels; empty for none.
  package let teacher: UnsafeBufferPointer<UInt8>
  package let teacherSHA256: UnsafeBufferPointer<UInt8>
  package let seed: Int
  package let settings: TableList<ModelSetting>
  package let metrics: TableList<ModelMetric>

  init(_ cursor: inout FileCursor, from field: Int) throws(Refusal) {
    let table = try cursor.table(ProvenanceField.self, from: field, of: .provenance)
    tool = try cursor.string(from: table[.tool], of: .tool)
    dataSHA256 = try cursor.string(from: table[.dataSHA256], of: .dataSHA256)
    teacher = try cursor.string(from: table[.teacher], of: .teacher)
    teacherSHA256 = try cursor.string(from: table[.teacherSHA256], of: .teacherSHA256)
    seed = Int(clamping: cursor.uint32(at: table[.seed]))
    settings = try TableList(
      &cursor, from: table[.settings], most: ModelLimits.settingCount, of: .settings)
    metrics = try TableList(
      &cursor, from: table[.metrics], most: ModelLimits.metricCount, of: .metrics)
  }
}

/// An option of the training.
package struct ModelSetting: ListedTable {
  package let name: UnsafeBufferPointer<UInt8>
  package let value: UnsafeBufferPointer<UInt8>

  package init(_ cursor: inout FileCursor, from field: Int?) throws(Refusal) {
    let table = try cursor.table(SettingField.self, from: field, of: .setting)
    name = try cursor.string(from: table[.name], of: .setting)
    value = try cursor.string(from: table[.value], of: .setting)
  }
}

/// A figure that was measured when the model was made.
package struct ModelMetric: ListedTable {
  package let name: UnsafeBufferPointer<UInt8>
  /// The bit pattern of its float32.
  package let valueBits: UInt32

  package init(_ cursor: inout FileCursor, from field: Int?) throws(Refusal) {
    let table = try cursor.table(MetricField.self, from: field, of: .metric)
    name = try cursor.string(from: table[.name], of: .metric)
    valueBits = cursor.uint32(at: table[.value])
    try cursor.check(
      Int(valueBits & 0x7FFF_FFFF), 0...0x7F7F_FFFF, at: table[.value], of: .metric)
  }
}
