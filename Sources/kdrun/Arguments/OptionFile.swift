import KDCommon

/// Options in a JSON file, by their names without dashes: with a string, a number, true or false,
/// or a list of them for an option that may be repeated.
enum OptionFile {
  private static let byteLimit = 1 << 20

  static func parse(_ path: String) throws(Failure) -> JSONValue {
    let bytes = try InputFile(path).readAll(limit: byteLimit)
    do throws(JSONFault) {
      return try JSONValue.parse(bytes[...]).get()
    } catch {
      throw .badData("\(path): byte \(error.column): \(error.what)")
    }
  }

  /// The command line that an object of options stands for, in the order of their names.
  ///
  /// - Parameter fault: says where the object stands.
  static func commandLine(
    _ members: [String: JSONValue], fault: (String) -> Failure
  ) throws(Failure) -> [String] {
    var command: [String] = []
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      if DistillVerbOptions.ofCommand.contains("--" + key) {
        throw fault("\"\(key)\" belongs on the command line")
      }
      let values = if case .array(let list) = value { list } else { [value] }
      for value in values {
        switch value {
        case .bool(true): command.append("--\(key)")
        case .bool(false): break
        case .number(let text), .string(let text): command.append("--\(key)=\(text)")
        case .null, .array, .object:
          throw fault(
            "\"\(key)\": expected a string, a number or a boolean, got \(value.kindName)")
        }
      }
    }
    return command
  }
}

extension Option {
  /// As `kdrun tune` writes it.
  static let settings = Option.path(
    "--settings", "FILE.json",
    "Options by their names, {\"lr\":0.004,…}, as tune writes them; those on the command line win.")
}

extension Arguments {
  /// The same, with the options of the `--settings` file that are not given.
  ///
  /// - Parameter options: the verb's.
  func withSettings(_ options: [Option]) throws(Failure) -> Arguments {
    guard let path = string(Option.settings.name) else { return self }
    guard case .object(let members) = try OptionFile.parse(path) else {
      throw .badData("\(path): expected an object of options")
    }
    func fault(_ what: String) -> Failure { .badData("\(path): \(what)") }
    if members["settings"] != nil { throw fault("\"settings\" belongs on the command line") }
    let command = try OptionFile.commandLine(members, fault: fault)
    do throws(Failure) {
      let others = try Arguments(command.map { Array($0.utf8) }, options: options)
      return without([Option.settings.name]).adding(others)
    } catch { throw fault(error.text ?? "") }
  }
}
