import KDCommon
import KDData
import KDDistill
import KDRuntime

extension Inspection {
  private var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }
  private var digest: String { sha256(file.bytes) }

  /// The report for people.
  var text: String {
    var lines = [
      ("file", printable(file.path)), ("kind", kind),
      ("size", "\(grouped(file.bytes.count)) bytes, \(grouped(parameterCount)) parameters"),
      ("SHA-256", digest),
      ("classes", printable(labels.joined(separator: ", "))),
      ("labels are", scaleText),
      ("vocabulary", "\(grouped(words.count)) words, \(grouped(items.count)) items"),
      ("tokens", "at most \(grouped(maxTokens)), by text rules \(rules.rawValue)"),
    ]
    if !items.isEmpty { lines.append(("items", printable(items.joined(separator: ", ")))) }
    for layer in layers {
      lines.append(
        ("layer", "\(layer.name), \(layer.shape), \(grouped(layer.parameterCount)) parameters"))
    }
    if !memory.isEmpty { lines.append(("kernel", "\(Kernel.best.name) on this machine")) }
    for arena in memory {
      lines.append(
        (
          "arena",
          "\(arena.kernel): \(grouped(arena.folded)) bytes folded, \(grouped(arena.unfolded)) unfolded"
        ))
    }
    if let calibration {
      lines.append(
        (
          "calibration",
          "\(grouped(calibration.responses)) responses, \(grouped(calibration.tokens)) tokens"
        ))
      lines.append(("golden", "\(goldenCount) vectors"))
    }
    return rows(lines + provenanceRows)
  }

  private var scale: LabelScale {
    file.isChoice ? .classes : LabelScale(labels, order: file.labelOrder)
  }

  private var scaleText: String {
    switch scale {
    case .classes: file.isChoice ? "what an option is" : "classes, without an order"
    case .grades:
      file.labelOrder.map { "grades, " + printable($0.joined(separator: " < ")) }
        ?? "grades, by their value"
    }
  }

  private var provenanceRows: [(String, String)] {
    var lines = [("made by", provenance.tool), ("data", provenance.dataSHA256)]
    if !provenance.teacher.isEmpty {
      lines.append(("teacher", "\(provenance.teacher) \(provenance.teacherSHA256)"))
    }
    lines.append(("seed", "\(provenance.seed)"))
    lines += provenance.settings.map { ("setting", "\($0.name) \($0.value)") }
    lines += provenance.metrics.map { ("metric", "\($0.name) \($0.value)") }
    return lines.map { ($0.0, printable($0.1)) }
  }

  /// The same for programs.
  var json: JSON {
    .object([
      ("kind", .string(kind)), ("bytes", .integer(file.bytes.count)), ("sha256", .string(digest)),
      ("parameters", .integer(parameterCount)), ("labels", .array(labels.map(JSON.string))),
      ("label_values", scale.values.map { .array($0.map(JSON.number)) } ?? .null),
      ("words", .integer(words.count)), ("items", .array(items.map(JSON.string))),
      ("max_tokens", .integer(maxTokens)),
      ("rules", .integer(Int(rules.rawValue))), ("layers", .array(layers.map(json))),
      ("kernel", memory.isEmpty ? .null : .string("\(Kernel.best.name)")),
      (
        "arena",
        .object(
          memory.map {
            (
              $0.kernel,
              .object([("folded", .integer($0.folded)), ("unfolded", .integer($0.unfolded))])
            )
          })
      ),
      (
        "calibration",
        calibration.map {
          .object([("responses", .integer($0.responses)), ("tokens", .integer($0.tokens))])
        } ?? .null
      ),
      ("golden", .integer(goldenCount)), ("provenance", provenanceJSON),
    ])
  }

  private func json(_ layer: Layer) -> JSON {
    .object([
      ("name", .string(layer.name)), ("shape", .string(layer.shape)),
      ("parameters", .integer(layer.parameterCount)),
    ])
  }

  private var provenanceJSON: JSON {
    .object([
      ("tool", .string(provenance.tool)), ("data_sha256", .string(provenance.dataSHA256)),
      ("teacher", .string(provenance.teacher)),
      ("teacher_sha256", .string(provenance.teacherSHA256)),
      ("seed", .integer(Int(provenance.seed))),
      ("settings", .object(provenance.settings.map { ($0.name, .string($0.value)) })),
      ("metrics", .object(provenance.metrics.map { ($0.name, .number($0.value)) })),
    ])
  }
}
