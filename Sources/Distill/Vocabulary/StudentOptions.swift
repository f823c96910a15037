import KDQuantize
import KDRuntime

/// What `makeConfiguration` chooses from.
public struct StudentOptions: Sendable {
  /// The layers.
  public var architecture = Architecture.lstm
  static let architectureOption = OptionDeclaration(
    "architecture",
    .choice(names(of: Architecture.self)) {
      $0.configuration.architecture = Architecture(rawValue: $1) ?? .lstm
    },
    listed(Architecture.self) + ".", kept: .always("architecture")
  ) { $0.configuration.architecture.rawValue }

  /// Makes each item of the training responses a token.
  public var itemToken = false
  /// `--item-token`.
  public static let itemTokenOption = OptionDeclaration(
    "item-token", .flag { $0.configuration.itemToken = true },
    "Prepend the item to each response: one student for many items.", kept: .always("item_token")
  ) { "\($0.configuration.itemToken)" }

  /// How many words; `nil`: as many as `maximumParameters` leaves room for.
  public var vocabularySize: Int?
  static let vocabularySizeOption = OptionDeclaration(
    "vocab-size", .integer(1...65_000) { $0.configuration.vocabularySize = $1 }, "Words to keep.",
    standard: "as many as --max-params allows", kept: .ifChanged("vocab_size")
  ) { $0.configuration.vocabularySize.map { "\($0)" } }

  /// Most parameters of the whole student.
  public var maximumParameters = 30_000
  static let maximumParametersOption = OptionDeclaration(
    "max-params", .integer(5_000...4_000_000) { $0.configuration.maximumParameters = $1 },
    "Parameters of the student.",
    kept: .when("max_params") { $0.configuration.vocabularySize == nil }
  ) { "\($0.configuration.maximumParameters)" }

  /// Later tokens of a response are ignored.
  public var maxTokens = 200
  /// `--max-tokens`.
  public static let maxTokensOption = OptionDeclaration(
    "max-tokens", .integer(ModelLimits.tokenCounts) { $0.configuration.maxTokens = $1 },
    "Later tokens of a response are ignored.", kept: .always("max_tokens")
  ) { "\($0.configuration.maxTokens)" }

  /// How a text becomes words; `nil`: as for `initial`, the newest rules without one.
  public var rules: TokenizerRules?
  static let rulesOption = OptionDeclaration(
    "text-rules",
    .choice(TokenizerRules.allCases.map { "\($0.rawValue)" }) {
      $0.configuration.rules = UInt8($1).flatMap { TokenizerRules(rawValue: $0) }
    },
    "How a text becomes words: 1, as before 0.2.0, or 2, with numbers and signs.",
    placeholder: "N", standard: "\(TokenizerRules.newest.rawValue), or those of --init",
    kept: .when("text_rules") { $0.configuration.rules != .words1 }
  ) { $0.configuration.rules.map { "\($0.rawValue)" } }

  /// The classes; `nil`: the labels of the training responses, in class order. Students of choice
  /// questions have `Choice.labels` in any case.
  public var labels: [String]?
  /// A student that training begins with; its words fill what room is left, in their order, and
  /// its items join those of the training responses.
  public var initial: StudentConfiguration?

  /// The defaults of the command line.
  public init() {}
}

/// The options in the order of the help.
extension StudentOptions {
  /// What decides how large the student is.
  public static let sizing = [
    vocabularySizeOption, maximumParametersOption, maxTokensOption, rulesOption,
    architectureOption,
  ]
  static var declared: [OptionDeclaration] { sizing + [itemTokenOption] }
}
