import KDExport

/// The stages of `--stages FILE.json`: `{"stages":[{"data":"…","epochs":20,…},…]}`.
///
/// A stage is what could stand on a command line: `data`, and options by their names without
/// dashes, with a string, a number, true or false, or a list of them for an option that may be
/// repeated. Paths are as on the command line, seen from the folder that kdrun runs in.
struct StageList {
  /// The options of the run as a whole, which stand on the command line and not in the file.
  static let outer = [
    "--stages", "--out", "--report", "--threads", "--force", "--max-qwk-drop", "--json",
    "--checkpoint-every", "--resume",
  ]
  private static let byteLimit = 1 << 20

  let path: String
  /// By stage, the command line that it stands for, without the outer options.
  private(set) var commands: [[String]] = []

  init(_ path: String) throws(Failure) {
    self.path = path
    let bytes = try InputFile(path).readAll(limit: Self.byteLimit)
    guard case .object(let file) = try Self.parse(bytes, path), file.count == 1,
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

  private static func parse(_ bytes: [UInt8], _ path: String) throws(Failure) -> JSONValue {
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(JSONFault) in
        var parser = JSONParser(buffer)
        return try parser.parse()
      }
    }
    do throws(JSONFault) {
      return try result.get()
    } catch {
      throw .badData("\(path): byte \(error.column): \(error.what)")
    }
  }

  private func command(
    _ members: [String: JSONValue], _ index: Int
  ) throws(Failure) -> [String] {
    guard case .string(let data)? = members["data"] else {
      throw fault(index, "expected \"data\", a path")
    }
    var command: [String] = []
    for (key, value) in members.sorted(by: { $0.key < $1.key }) where key != "data" {
      if Self.outer.contains("--" + key) {
        throw fault(index, "\"\(key)\" belongs on the command line")
      }
      if key == "init" && index > 0 {
        throw fault(index, "\"init\" is the stage before it")
      }
      let values = if case .array(let list) = value { list } else { [value] }
      for value in values {
        switch value {
        case .bool(true): command.append("--\(key)")
        case .bool(false): break
        case .number(let text), .string(let text): command.append("--\(key)=\(text)")
        case .null, .array, .object:
          throw fault(index, "\"\(key)\": expected a string, a number or a boolean, "
            + "got \(value.kindName)")
        }
      }
    }
    return command + ["--", data]
  }
}
