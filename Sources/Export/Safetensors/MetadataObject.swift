import KDCommon
import KDQuantize
import KDRuntime

/// A JSON object inside a string of `__metadata__`.
struct MetadataObject {
  private let key: String
  private let members: [String: JSONValue]

  init(_ key: String, in file: SafetensorsFile) throws(SafetensorsError) {
    guard let text = file.metadata[key] else { throw .missing(name: "__metadata__.\(key)") }
    switch JSONValue.parse(Array(text.utf8)[...]) {
    case .success(.object(let members)): self.members = members
    case .success(let other):
      throw .badEntry(name: key, expected: "an object", found: other.kindName)
    case .failure(let fault):
      throw .badEntry(
        name: key, expected: "JSON", found: "\(fault.what) at its byte \(fault.column)")
    }
    self.key = key
  }

  func configuration() throws(SafetensorsError) -> StudentConfiguration {
    try expectKeys(
      [
        "architecture", "dense_size", "embedding_size", "hidden_size", "items", "labels",
        "max_tokens", "words",
      ], or: "rules")
    guard let architecture = Architecture(rawValue: try string("architecture")) else {
      let names = Architecture.allCases.map { $0.rawValue }.joined(separator: " or ")
      throw fault("architecture", expected: names)
    }
    let rules = try members["rules"] == nil ? 1 : integer("rules")
    guard let rules = UInt8(exactly: rules).flatMap({ TokenizerRules(rawValue: $0) }) else {
      throw fault("rules", expected: "1 or 2")
    }
    let configuration = StudentConfiguration(
      architecture: architecture, words: try strings("words"), items: try strings("items"),
      labels: try strings("labels"), embeddingSize: try integer("embedding_size"),
      hiddenSize: try integer("hidden_size"), denseSize: try integer("dense_size"),
      maxTokens: try integer("max_tokens"), rules: rules)
    // Before anything is computed from a size.
    do { try configuration.check() } catch { throw .badConfiguration(error) }
    return configuration
  }

  func provenance() throws(SafetensorsError) -> Provenance {
    try expectKeys([
      "data_sha256", "metrics", "seed", "settings", "teacher", "teacher_sha256", "tool",
    ])
    var provenance = Provenance()
    provenance.tool = try string("tool")
    provenance.dataSHA256 = try string("data_sha256")
    provenance.teacher = try string("teacher")
    provenance.teacherSHA256 = try string("teacher_sha256")
    guard let seed = UInt32(exactly: try integer("seed")) else {
      throw fault("seed", expected: "0 to \(UInt32.max)")
    }
    provenance.seed = seed
    for (name, value) in try pairs("settings") {
      guard case .string(let text) = value else {
        throw fault("settings", expected: "pairs of strings")
      }
      provenance.settings.append((name, text))
    }
    for (name, value) in try pairs("metrics") {
      guard case .number(let text) = value, let number = Float(text), number.isFinite else {
        throw fault("metrics", expected: "pairs of a name and a finite number")
      }
      provenance.metrics.append((name, number))
    }
    return provenance
  }

  private func expectKeys(
    _ keys: Set<String>, or optional: String? = nil
  ) throws(SafetensorsError) {
    if let name = keys.subtracting(members.keys).min() {
      throw .missing(name: "\(key).\(name)")
    }
    if let name = Set(members.keys).subtracting(keys).filter({ $0 != optional }).min() {
      throw .unexpected(name: "\(key).\(name)")
    }
  }

  private func string(_ name: String) throws(SafetensorsError) -> String {
    guard case .string(let text)? = members[name] else { throw fault(name, expected: "a string") }
    return text
  }

  private func strings(_ name: String) throws(SafetensorsError) -> [String] {
    var texts: [String] = []
    for element in try array(name) {
      guard case .string(let text) = element else { throw fault(name, expected: "strings") }
      texts.append(text)
    }
    return texts
  }

  private func integer(_ name: String) throws(SafetensorsError) -> Int {
    guard case .number(let text)? = members[name], let number = Int(text) else {
      throw fault(name, expected: "a whole number")
    }
    return number
  }

  private func pairs(_ name: String) throws(SafetensorsError) -> [(String, JSONValue)] {
    var pairs: [(String, JSONValue)] = []
    for element in try array(name) {
      guard case .array(let pair) = element, pair.count == 2, case .string(let first) = pair[0]
      else { throw fault(name, expected: "pairs of a name and a value") }
      pairs.append((first, pair[1]))
    }
    return pairs
  }

  private func array(_ name: String) throws(SafetensorsError) -> [JSONValue] {
    guard case .array(let elements)? = members[name] else {
      throw fault(name, expected: "a list")
    }
    return elements
  }

  private func fault(_ name: String, expected: String) -> SafetensorsError {
    .badEntry(name: "\(key).\(name)", expected: expected, found: "something else")
  }
}
