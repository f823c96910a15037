import KDCommon
import KDExport

/// One option of a command line with the value that held.
struct Setting {
  let name: String
  let value: String
  let isGiven: Bool

  /// Those of `options` that shape the result, in their order, defaults included; of paths the last
  /// part only, since the rest tells about the machine.
  static func all(_ options: [Option], _ arguments: Arguments) -> [Setting] {
    options.filter { !$0.isOfCommand }.map { option in
      if case .flag = option.kind {
        let isGiven = arguments.has(option.name)
        return Setting(name: option.name, value: isGiven ? "yes" : "no", isGiven: isGiven)
      }
      let isPath = if case .path = option.kind { true } else { false }
      let values = arguments.strings(option.name).map { isPath ? lastPathPart($0) : $0 }
      return Setting(
        name: option.name,
        value: values.isEmpty ? option.standard ?? "none" : values.joined(separator: ", "),
        isGiven: !values.isEmpty)
    }
  }
}

/// What was read and made, by digest, and all settings.
func settingSection(
  inputs: [(name: String, value: String)], _ settings: [Setting], _ provenance: Provenance
) -> Markup {
  let rows = settings.map { setting -> Markup in
    let style = setting.isGiven ? " class=\"given\"" : "" as Markup
    return "<tr><th scope=\"row\">\(setting.name)</th><td\(style)>\(setting.value)</td></tr>"
  }
  // Three columns, read from top to bottom.
  let length = max((rows.count + 2) / 3, 1)
  let tables = stride(from: 0, to: rows.count, by: length).map { first -> Markup in
    let part = rows[first..<min(first + length, rows.count)]
    return "<table class=\"values\"><tbody>\(Markup(part))</tbody></table>"
  }
  let kept = provenance.settings.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
  return section(
    "Settings", valueTable(inputs), "<div class=\"grid\">\(Markup(tables))</div>",
    "<p class=\"note\">In the model file: \(kept.isEmpty ? "no settings" : kept).</p>",
    note: settings.isEmpty ? "" : "Bold ones were given; the others are the defaults.")
}
