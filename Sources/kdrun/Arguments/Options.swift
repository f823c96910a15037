/// One option of a verb.
struct Option: Sendable {
  /// With its dashes: `--item`.
  let name: String
  /// What stands for its value in the help, `ID`; nil for a flag.
  let placeholder: String?
  let help: String
  /// The live default, shown in the help; nil when there is none.
  let standard: String?
  let isRepeatable: Bool

  /// An option that takes a value.
  static func value(
    _ name: String, _ placeholder: String, _ help: String, standard: String? = nil,
    isRepeatable: Bool = false
  ) -> Option {
    Option(
      name: name, placeholder: placeholder, help: help, standard: standard,
      isRepeatable: isRepeatable)
  }

  /// An option that is there or not.
  static func flag(_ name: String, _ help: String) -> Option {
    Option(name: name, placeholder: nil, help: help, standard: nil, isRepeatable: false)
  }
}

/// The arguments of a verb, sorted into operands, values and flags.
struct Arguments {
  /// As the system gave them: a text need not be UTF-8.
  private(set) var operandBytes: [[UInt8]] = []
  private var values: [String: [String]] = [:]
  private var flags: Set<String> = []

  var operands: [String] { operandBytes.map { String(decoding: $0, as: UTF8.self) } }

  /// Sorts `arguments` by the verb's options.
  ///
  /// `--` ends the options, `-` alone is an operand, `--name=value` equals `--name value`; a value
  /// that begins with two dashes must be given in the first form.
  init(_ arguments: [[UInt8]], options: [Option]) throws(Failure) {
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

  /// A whole number within `range`, or nil when the option was not given.
  func integer(_ name: String, _ range: ClosedRange<Int>) throws(Failure) -> Int? {
    guard let text = string(name) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      throw .badValue(
        option: name,
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", got: text)
    }
    return value
  }

  /// Whole numbers within `range`, comma-separated, or nil when the option was not given.
  func integers(_ name: String, _ range: ClosedRange<Int>) throws(Failure) -> [Int]? {
    guard let text = string(name) else { return nil }
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

  /// A finite number within `range`, or nil when the option was not given.
  func number(_ name: String, _ range: ClosedRange<Double>) throws(Failure) -> Double? {
    guard let text = string(name) else { return nil }
    guard let value = Double(text), value.isFinite, range.contains(value) else {
      throw .badValue(
        option: name, expected: "a number from \(range.lowerBound) to \(range.upperBound)",
        got: text)
    }
    return value
  }

  /// One of `choices`, or nil when the option was not given.
  func choice<T>(_ name: String, _ choices: [(String, T)]) throws(Failure) -> T? {
    guard let text = string(name) else { return nil }
    if let choice = choices.first(where: { $0.0 == text }) { return choice.1 }
    throw .badValue(
      option: name, expected: choices.map(\.0).joined(separator: ", "), got: text)
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

/// The candidate that differs from `word` by at most two edits, in fewer than half of its letters.
func nearest(_ word: String, among candidates: [String]) -> String? {
  let letters = word.utf8.count { $0 != UInt8(ascii: "-") }
  let ranked = candidates.map { ($0, editDistance(Array(word.utf8), Array($0.utf8))) }
  guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= 2,
    2 * best.1 < letters
  else { return nil }
  return best.0
}

/// Insertions, deletions and substitutions that turn `a` into `b`.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.prefix(64).enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let above = row[j + 1]
      row[j + 1] = min(diagonal + (x == y ? 0 : 1), above + 1, row[j] + 1)
      diagonal = above
    }
  }
  return row[b.count]
}
