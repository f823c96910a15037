/// An option of distillation, declared once, beside the property that it sets: how a command line or a
/// form reads it, what its help says, and what model files keep of it.
public struct OptionDeclaration: Sendable {
  /// What an option takes, and the property that it sets.
  public enum Kind: Sendable {
    /// Nothing: it is there or not.
    case flag(set: @Sendable (inout DistillationOptions) -> Void)
    case integer(ClosedRange<Int>, set: @Sendable (inout DistillationOptions, Int) -> Void)
    case number(ClosedRange<Double>, set: @Sendable (inout DistillationOptions, Double) -> Void)
    /// One of the names.
    case choice([String], set: @Sendable (inout DistillationOptions, String) -> Void)
    /// Any text.
    case text(set: @Sendable (inout DistillationOptions, String) -> Void)
  }

  /// When model files keep an option's value, under which key.
  public enum Kept: Sendable {
    case never
    case always(String)
    /// When it differs from the default.
    case ifChanged(String)
    case when(String, @Sendable (DistillationOptions) -> Bool)
    /// When the data has teachers' hidden states.
    case withHiddenStates(String)
  }

  /// As on the command line, without dashes: `batch-size`.
  public let name: String
  /// What its value may be, and where it goes.
  public let kind: Kind
  /// What stands for the value in the help, `N`; unused for a flag.
  public let placeholder: String
  /// One sentence.
  public let help: String
  /// What the help says of the default, where `value` has none: `never`.
  let standardText: String?
  /// Whether many students can differ in it: a number or a name, and not the seed, which differs in
  /// any case.
  public let isVaried: Bool
  /// When the model file keeps it, and under which name.
  public let kept: Kept
  /// The value that holds, as text; nil for none.
  public let value: @Sendable (DistillationOptions) -> String?

  init(
    _ name: String, _ kind: Kind, _ help: String, placeholder: String? = nil,
    standard: String? = nil, isVaried: Bool = true, kept: Kept = .never,
    value: @escaping @Sendable (DistillationOptions) -> String?
  ) {
    self.name = name
    self.kind = kind
    self.placeholder = placeholder ?? kind.placeholder
    self.help = help
    standardText = standard
    self.isVaried = isVaried && kind.isOneNumberOrName
    self.kept = kept
    self.value = value
  }

  /// The default, as the help shows it; nil for none, and for a flag.
  public var standard: String? {
    if case .flag = kind { return nil }
    return standardText ?? value(DistillationOptions())
  }

  /// The key and value that model files keep of it; nil for nothing.
  func setting(
    _ options: DistillationOptions, hasHiddenStates: Bool
  ) -> (name: String, value: String)? {
    guard let text = value(options) else { return nil }
    switch kept {
    case .never: return nil
    case .always(let key): return (key, text)
    case .ifChanged(let key): return text == value(DistillationOptions()) ? nil : (key, text)
    case .when(let key, let condition): return condition(options) ? (key, text) : nil
    case .withHiddenStates(let key): return hasHiddenStates ? (key, text) : nil
    }
  }
}

extension OptionDeclaration.Kind {
  fileprivate var placeholder: String {
    switch self {
    case .flag: ""
    case .integer: "N"
    case .number: "NUMBER"
    case .choice: "NAME"
    case .text: "TEXT"
    }
  }

  fileprivate var isOneNumberOrName: Bool {
    switch self {
    case .integer, .number, .choice: true
    case .flag, .text: false
    }
  }
}

/// The names of a choice.
func names<T: RawRepresentable<String> & CaseIterable>(of _: T.Type) -> [String] {
  T.allCases.map { $0.rawValue }
}

/// All names of a choice, for a sentence: `a, b or c`.
func listed<T: RawRepresentable<String> & CaseIterable>(_: T.Type) -> String {
  let names = names(of: T.self)
  return names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
}
