import KDCommon

/// The stages of `--stages FILE.json`: `{"stages":[{"data":"…","epochs":20,…},…]}`.
///
/// A stage is what could stand on a command line: `data`, and options by their names without
/// dashes, with a string, a number, true or false, or a list of them for an option that may be
/// repeated. Paths are as on the command line, seen from the folder that kdrun runs in.
struct StageList {
  let path: String
  /// By stage, the command line that it stands for, without what is said of the run as a whole.
  private(set) var commands: [[String]] = []

  init(_ path: String) throws(Failure) {
    self.path = path
    guard case .object(let file) = try OptionFile.parse(path), file.count == 1,
      case .array(let stages)? = file["stages"], !stages.isEmpty
    else {
      throw .badData("\(path): expected {\"stages\":[…]} with at least one stage")
    }
    for (index, stage) in stages.enumerated() {
      guard case .object(let members) = stage else {
        throw self.fault(index, "expected an object, got \(stage.kindName)")
      }
      commands.append(try command(members, index))
    }
  }

  /// A failure in stage `index`, named as a user counts.
  func fault(_ index: Int, _ what: String) -> Failure {
    .badData("\(path): stage \(index + 1): \(what)")
  }

  private func command(
    _ members: [String: JSONValue], _ index: Int
  ) throws(Failure) -> [String] {
    guard case .string(let data)? = members["data"] else {
      throw fault(index, "expected \"data\", a path")
    }
    if index > 0 && members["init"] != nil {
      throw fault(index, "\"init\" is the stage before it")
    }
    let options = members.filter { $0.key != "data" }
    return try OptionFile.commandLine(options) { fault(index, $0) } + ["--", data]
  }
}
