/// The arguments of a verb, sorted into operands, values and flags.
struct Arguments {
  /// As the system gave them: a text need not be UTF-8.
  private(set) var operandBytes: [[UInt8]] = []
  private var values: [String: [String]] = [:]
  private var flags: Set<String> = []
  /// The verb's.
  private var options: [Option]

  var operands: [String] { operandBytes.map { String(decoding: $0, as: UTF8.self) } }

  /// Sorts `arguments` by the verb's options.
  ///
  /// `--` ends the options, `-` alone is an operand, `--name=value` equals `--name value`; a value
  /// that begins with two dashes must be given in the first form.
  init(_ arguments: [[UInt8]], options: [Option]) throws(Failure) {
    self.options = options
    var rest = arguments[...]
    while let bytes = rest.popFirst() {
      let argument = String(decoding: bytes, as: UTF8.self)
      if argument == "--" {
        operandBytes += rest
        return
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        operandBytes.append(bytes)
        continue
      }
      let equals = argument.firstIndex(of: "=")
      let name = String(argument[..<(equals ?? argument.endIndex)])
      guard let option = options.first(where: { $0.name == name }) else {
        throw .unknownOption(
          name, suggestion: nearest(name, among: options.map(\.name) + ["--help", "--version"]))
      }
      let attached = equals.map { String(argument[argument.index(after: $0)...]) }
      try add(option, attached, &rest)
    }
  }

  private mutating func add(
    _ option: Option, _ attached: String?, _ rest: inout ArraySlice<[UInt8]>
  ) throws(Failure) {
    let isKnown = flags.contains(option.name) || values[option.name] != nil
    if isKnown && !option.isRepeatable { throw .duplicateOption(option.name) }
    guard let placeholder = option.placeholder else {
      if attached != nil { throw .unexpectedValue(option: option.name) }
      flags.insert(option.name)
      return
    }
    if let attached {
      values[option.name, default: []].append(attached)
    } else if let next = rest.first, !next.starts(with: Array("--".utf8)) {
      values[option.name, default: []].append(String(decoding: next, as: UTF8.self))
      rest.removeFirst()
    } else {
      throw .missingValue(option: option.name, placeholder: placeholder)
    }
  }

  /// Whether the flag was given.
  func has(_ name: String) -> Bool { flags.contains(name) }

  /// Whether the option was given, with a value or as a flag.
  func isGiven(_ name: String) -> Bool { has(name) || string(name) != nil }

  /// The value given, or nil.
  func string(_ name: String) -> String? { values[name]?.first }

  /// All values of a repeatable option, in order.
  func strings(_ name: String) -> [String] { values[name] ?? [] }

  /// The same with `value` as the only one of the option.
  func with(_ name: String, _ value: String) -> Arguments {
    var result = self
    result.values[name] = [value]
    return result
  }

  /// The same, as arguments of a verb that has `options` too.
  func allowing(_ options: [Option]) -> Arguments {
    var result = self
    result.options += options
    return result
  }

  /// The same as if none of the options were given.
  func without(_ names: [String]) -> Arguments {
    var result = self
    for name in names { result.values[name] = nil }
    result.flags.subtract(names)
    return result
  }

  /// The same, with the options of `others` that are not given here.
  func adding(_ others: Arguments) -> Arguments {
    var result = self
    result.values.merge(others.values) { own, _ in own }
    result.flags.formUnion(others.flags)
    return result
  }

  /// A value that must be there.
  func needed(_ name: String) throws(Failure) -> String {
    guard let value = string(name) else { throw .neededOption(name) }
    if value.isEmpty { throw .badValue(option: name, expected: "a file name", got: value) }
    return value
  }

  /// A whole number as the option is declared, or nil when it was not given.
  ///
  /// - Parameter range: in place of the declared one, where it depends on other things.
  func integer(_ name: String, _ range: ClosedRange<Int>? = nil) throws(Failure) -> Int? {
    guard let text = string(name), case .integer(let declared) = kind(name) else { return nil }
    let range = range ?? declared
    guard let value = Int(text), range.contains(value) else {
      throw .badValue(
        option: name,
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", got: text)
    }
    return value
  }

  /// Whole numbers as the option is declared, or nil when it was not given.
  ///
  /// - Parameter range: in place of the declared one, where it depends on other things.
  func integers(_ name: String, _ range: ClosedRange<Int>? = nil) throws(Failure) -> [Int]? {
    guard let text = string(name), case .integers(let declared) = kind(name) else { return nil }
    let range = range ?? declared
    let values = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = values.compactMap { $0 }.filter { range.contains($0) }
    guard numbers.count == values.count else {
      throw .badValue(
        option: name,
        expected: "whole numbers from \(range.lowerBound) to \(range.upperBound), with commas "
          + "between", got: text)
    }
    return numbers
  }

  /// A finite number as the option is declared, or nil when it was not given.
  func number(_ name: String) throws(Failure) -> Double? {
    guard let text = string(name), case .number(let range) = kind(name) else { return nil }
    guard let value = Double(text), value.isFinite, range.contains(value) else {
      throw .badValue(
        option: name, expected: "a number from \(range.lowerBound) to \(range.upperBound)",
        got: text)
    }
    return value
  }

  /// One of the names as the option is declared, or nil when it was not given.
  func choice(_ name: String) throws(Failure) -> String? {
    guard let text = string(name), case .choice(let names) = kind(name) else { return nil }
    guard names.contains(text) else {
      throw .badValue(option: name, expected: names.joined(separator: ", "), got: text)
    }
    return text
  }

  /// The same as a value of `type`, whose raw values the names are.
  func choice<T: RawRepresentable<String>>(_ name: String, of type: T.Type) throws(Failure) -> T? {
    try choice(name).flatMap { T(rawValue: $0) }
  }

  /// How the option was declared.
  private func kind(_ name: String) -> Option.Kind {
    guard let option = options.first(where: { $0.name == name }) else {
      preconditionFailure("the verb has no option \(name)")
    }
    return option.kind
  }

  /// The operands, when there are exactly as many as `names`.
  func operands(named names: String...) throws(Failure) -> [String] {
    if operands.count < names.count { throw .missingOperand(names[operands.count]) }
    if operands.count > names.count { throw .extraOperand(operands[names.count]) }
    return operands
  }
}

/// The path of a data file; `-` is standard input, which the data reader opens by its name.
func dataPath(_ operand: String) -> String { operand == "-" ? "/dev/stdin" : operand }
