/// One option of a verb, declared once: its help, what is accepted, and what completes it come from
/// here.
struct Option: Sendable {
  /// What an option takes.
  enum Kind: Sendable {
    /// Nothing: it is there or not.
    case flag
    case integer(ClosedRange<Int>)
    /// Whole numbers with commas between.
    case integers(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// One of the names.
    case choice([String])
    /// A file or a folder. Of its value pages show the last part, since the rest tells about the
    /// machine.
    case path
    case text
  }

  /// With its dashes: `--item`.
  let name: String
  let kind: Kind
  /// What stands for its value in the help, `ID`; nil for a flag.
  let placeholder: String?
  let help: String
  /// The live default, shown in the help; nil when there is none.
  let standard: String?
  let isRepeatable: Bool
  /// Whether runs of `sweep` and `tune` can differ in it.
  private(set) var isVaried = false
  /// Whether it says what a command writes and how it runs, not what the student is: it stands on the
  /// command line, in no file of settings or stages, and many runs have it together or not at all.
  private(set) var isOfCommand = false

  init(
    _ name: String, _ kind: Kind, _ placeholder: String?, _ help: String, standard: String? = nil,
    isRepeatable: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.placeholder = placeholder
    self.help = help
    self.standard = standard
    self.isRepeatable = isRepeatable
  }

  /// The same as one that says how a command runs.
  var ofCommand: Option {
    var result = self
    result.isOfCommand = true
    return result
  }

  /// The same as one that runs can differ in.
  var varied: Option {
    var result = self
    result.isVaried = true
    return result
  }
}

extension Option {
  static func flag(_ name: String, _ help: String) -> Option { Option(name, .flag, nil, help) }

  static func integer(
    _ name: String, _ range: ClosedRange<Int>, _ help: String, placeholder: String = "N",
    standard: String? = nil
  ) -> Option { Option(name, .integer(range), placeholder, help, standard: standard) }

  static func integers(
    _ name: String, _ range: ClosedRange<Int>, _ help: String, standard: String? = nil
  ) -> Option { Option(name, .integers(range), "LIST", help, standard: standard) }

  static func number(
    _ name: String, _ range: ClosedRange<Double>, _ help: String, placeholder: String = "NUMBER",
    standard: String? = nil
  ) -> Option { Option(name, .number(range), placeholder, help, standard: standard) }

  static func choice(
    _ name: String, _ names: [String], _ help: String, placeholder: String = "NAME",
    standard: String? = nil
  ) -> Option { Option(name, .choice(names), placeholder, help, standard: standard) }

  static func path(
    _ name: String, _ placeholder: String, _ help: String, standard: String? = nil,
    isRepeatable: Bool = false
  ) -> Option {
    Option(name, .path, placeholder, help, standard: standard, isRepeatable: isRepeatable)
  }

  static func text(
    _ name: String, _ placeholder: String, _ help: String, standard: String? = nil,
    isRepeatable: Bool = false
  ) -> Option {
    Option(name, .text, placeholder, help, standard: standard, isRepeatable: isRepeatable)
  }
}

/// The names of a choice.
func names<T: RawRepresentable<String> & CaseIterable>(of _: T.Type) -> [String] {
  T.allCases.map { $0.rawValue }
}
