import KDRuntime

/// How a model came to be; written into the model file. No clock, no user or machine name.
public struct Provenance: Sendable, Equatable {
  /// `kdrun` and the version of its training: the oldest that gives the same bytes.
  public var tool = "kdrun \(trainingVersion)"
  /// SHA-256 (hex) of the training data as read.
  public var dataSHA256 = ""
  /// File name of the teacher's soft labels; empty for none.
  public var teacher = ""
  /// SHA-256 (hex) of the teacher's soft labels; empty for none.
  public var teacherSHA256 = ""
  /// The seed of split, weights, order and dropout.
  public var seed: UInt32 = 0
  /// Options that shaped the student, in a fixed order.
  public var settings: [(name: String, value: String)] = []
  /// Figures measured when it was made, for example `dev_qwk_int8`.
  public var metrics: [(name: String, value: Float)] = []

  /// Of a model of which nothing is known but the tool.
  public init() {}

  /// Equal in every entry, in the same order.
  public static func == (a: Provenance, b: Provenance) -> Bool {
    a.tool == b.tool && a.dataSHA256 == b.dataSHA256 && a.teacher == b.teacher
      && a.teacherSHA256 == b.teacherSHA256 && a.seed == b.seed
      && a.settings.elementsEqual(b.settings, by: ==) && a.metrics.elementsEqual(b.metrics, by: ==)
  }
}

extension Provenance {
  /// The grades from the lowest to the highest, where their order was stated (`--labels`).
  public var labelOrder: [String]? {
    settings.first { $0.name == "labels" }?.value.split(separator: ",").map(String.init)
  }

  /// Its table in the model file.
  var table: FlatValue {
    .table(ProvenanceField.self) { field in
      switch field {
      case .tool: .string(tool)
      case .dataSHA256: .string(dataSHA256)
      case .teacher: .string(teacher)
      case .teacherSHA256: .string(teacherSHA256)
      case .seed: .uint32(seed)
      case .settings: .tables(settings.map { settingTable($0.name, $0.value) })
      case .metrics: .tables(metrics.map { metricTable($0.name, $0.value) })
      }
    }
  }

  /// Refuses what the model file does not allow.
  func check() throws(ExportError) {
    try ExportError.check("settings", settings.count, 0...ModelLimits.settingCount)
    try ExportError.check("metrics", metrics.count, 0...ModelLimits.metricCount)
    for metric in metrics where !metric.value.isFinite {
      throw .notFinite(what: "metric \(metric.name)")
    }
    let texts = [tool, dataSHA256, teacher, teacherSHA256]
    let names = settings.flatMap { [$0.name, $0.value] } + metrics.map { $0.name }
    for (index, text) in (texts + names).enumerated() where text.utf8.contains(0) {
      throw .badText(what: "text of the provenance", index: index)
    }
  }
}

private func settingTable(_ name: String, _ value: String) -> FlatValue {
  .table(SettingField.self) { field in
    switch field {
    case .name: .string(name)
    case .value: .string(value)
    }
  }
}

private func metricTable(_ name: String, _ value: Float) -> FlatValue {
  .table(MetricField.self) { field in
    switch field {
    case .name: .string(name)
    case .value: .float(value)
    }
  }
}
