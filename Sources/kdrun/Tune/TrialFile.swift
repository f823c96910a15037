import KDCommon
import KDSystem

/// The finished trials, one line of JSON each, in the order of their numbers.
struct TrialFile: Sendable {
  private static let byteLimit = 1 << 26

  let path: String
  /// Digest of all that decides what a trial gives, so that no other run goes on from the file.
  let identity: String

  /// The trials in the file, by number; none when there is no file.
  func read(_ settings: (Int) -> [(name: String, value: String)]) throws(Failure) -> [Int: Trial] {
    guard pathKind(path) != nil else { return [:] }
    let bytes = try InputFile(path).readAll(limit: Self.byteLimit)
    var trials: [Int: Trial] = [:]
    for (index, line) in bytes.split(separator: 10).enumerated() {
      guard case .success(.object(let members)) = JSONValue.parse(line),
        let number = Self.integer(members["trial"]),
        number > 0
      else { throw .badRow(source: path, line: index + 1, reason: "expected a trial of tune") }
      guard members["identity"] == .string(identity) else {
        throw .badRow(
          source: path, line: index + 1,
          reason: "made with other data, options or version; expected those of this run")
      }
      trials[number] = Trial(
        number: number, settings: settings(number), figures: Self.figures(members))
    }
    return trials
  }

  func write(_ trials: [Trial]) throws(Failure) {
    let lines = trials.sorted { $0.number < $1.number }.map { json($0).text + "\n" }
    try OutputFiles.write(Array(lines.joined().utf8), to: path)
  }

  private func json(_ trial: Trial) -> JSON {
    let folds = JSON.array((trial.figures?.foldLogLosses ?? []).map { .number($0) })
    var figures = trial.figuresJSON
    figures.insert(("fold_log_loss", folds), at: 1)
    let head: [(String, JSON)] = [
      ("trial", .integer(trial.number)), ("identity", .string(identity)),
      ("settings", .object(settingsJSON(trial.settings))),
    ]
    return .object(head + figures)
  }

  private static func integer(_ value: JSONValue?) -> Int? {
    if case .number(let text)? = value { Int(text) } else { nil }
  }

  private static func number(_ value: JSONValue?) -> Double? {
    if case .number(let text)? = value { Double(text) } else { nil }
  }

  /// Nil for a trial that broke down, whose figures are null.
  private static func figures(_ members: [String: JSONValue]) -> Trial.Figures? {
    guard let logLoss = number(members["log_loss"]), let accuracy = number(members["accuracy"]),
      let f1Macro = number(members["f1_macro"]),
      case .array(let folds)? = members["fold_log_loss"]
    else { return nil }
    return Trial.Figures(
      logLoss: logLoss, foldLogLosses: folds.compactMap(number), accuracy: accuracy,
      f1Macro: f1Macro, qwk: number(members["qwk"]) ?? .nan)
  }
}

extension Trial {
  /// Its figures, null when training broke down.
  var figuresJSON: [(String, JSON)] {
    [
      ("log_loss", .number(figures?.logLoss ?? .nan)),
      ("accuracy", .number(figures?.accuracy ?? .nan)),
      ("f1_macro", .number(figures?.f1Macro ?? .nan)), ("qwk", .number(figures?.qwk ?? .nan)),
    ]
  }
}

/// Options by their names, numbers as numbers.
func settingsJSON(_ settings: [(name: String, value: String)]) -> [(String, JSON)] {
  settings.map { name, value in
    (name, Int(value).map(JSON.integer) ?? Double(value).map { .number($0) } ?? .string(value))
  }
}
