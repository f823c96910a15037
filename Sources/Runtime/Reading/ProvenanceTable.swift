// Provenance and golden vectors: checked with the rest, shown by tools, not used to score.

/// Where the provenance lies in the file.
struct ProvenanceRanges {
  var tool = FileRange(offset: 0, count: 0)
  var dataSHA256 = FileRange(offset: 0, count: 0)
  var teacher = FileRange(offset: 0, count: 0)
  var teacherSHA256 = FileRange(offset: 0, count: 0)
  var seed = 0
  var settingCount = 0
  var settingOffset = 0
  var metricCount = 0
  var metricOffset = 0
}

extension Model {
  mutating func readProvenance(_ cursor: inout FileCursor, from field: Int) throws(Refusal) {
    let table = try cursor.table(0x4444444, from: field, of: .provenance)
    provenance.tool = try cursor.string(from: table.position(0), of: .tool)
    provenance.dataSHA256 = try cursor.string(from: table.position(1), of: .dataSHA256)
    provenance.teacher = try cursor.string(from: table.position(2), of: .teacher)
    provenance.teacherSHA256 = try cursor.string(from: table.position(3), of: .teacherSHA256)
    provenance.seed = cursor.uint32(at: table.position(4))
    let settings = try cursor.vector(4, from: table.position(5), of: .settings)
    try cursor.check(settings.count, 0...256, at: settings.offset - 4, of: .settings)
    provenance.settingCount = settings.count
    provenance.settingOffset = cursor.offset
    for index in 0..<settings.count {
      let setting = try cursor.table(0x44, from: settings.offset + 4 * index, of: .setting)
      _ = try cursor.string(from: setting.position(0), of: .setting)
      _ = try cursor.string(from: setting.position(1), of: .setting)
    }
    let metrics = try cursor.vector(4, from: table.position(6), of: .metrics)
    try cursor.check(metrics.count, 0...256, at: metrics.offset - 4, of: .metrics)
    provenance.metricCount = metrics.count
    provenance.metricOffset = cursor.offset
    for index in 0..<metrics.count {
      let metric = try cursor.table(0x44, from: metrics.offset + 4 * index, of: .metric)
      _ = try cursor.string(from: metric.position(0), of: .metric)
      let magnitude = Int(cursor.word(at: metric.position(1)) & 0x7FFF_FFFF)
      try cursor.check(magnitude, 0...0x7F7F_FFFF, at: metric.position(1), of: .metric)
    }
  }

  mutating func readGolden(_ cursor: inout FileCursor, from field: Int) throws(Refusal) {
    let tables = try cursor.vector(4, from: field, of: .golden)
    try cursor.check(tables.count, 0...64, at: tables.offset - 4, of: .golden)
    goldenCount = tables.count
    goldenOffset = cursor.offset
    for index in 0..<tables.count {
      let golden = try cursor.table(0x444, from: tables.offset + 4 * index, of: .golden)
      _ = try cursor.string(from: golden.position(0), of: .goldenItem)
      _ = try cursor.string(from: golden.position(1), of: .goldenText)
      let logits = try cursor.vector(4, from: golden.position(2), of: .goldenLogits)
      try cursor.expect(logits.count, labelCount, at: logits.offset - 4, of: .goldenLogits)
    }
  }
}
