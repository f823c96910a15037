import KDDistill

/// Options that KDDistill declares beside what they set.
extension Option {
  init(_ declared: OptionDeclaration) {
    let kind: Kind =
      switch declared.kind {
      case .flag: .flag
      case .integer(let range, _): .integer(range)
      case .number(let range, _): .number(range)
      case .choice(let names, _): .choice(names)
      case .text: .text
      }
    let placeholder: String? = if case .flag = kind { nil } else { declared.placeholder }
    let option = Option(
      "--" + declared.name, kind, placeholder, declared.help, standard: declared.standard)
    self = declared.isVaried ? option.varied : option
  }
}

extension Arguments {
  /// Sets what the option says, if it was given.
  func read(
    _ option: OptionDeclaration, into options: inout DistillationOptions
  ) throws(Failure) {
    let name = "--" + option.name
    switch option.kind {
    case .flag(let set): if has(name) { set(&options) }
    case .integer(_, let set): if let value = try integer(name) { set(&options, value) }
    case .number(_, let set): if let value = try number(name) { set(&options, value) }
    case .choice(_, let set): if let value = try choice(name) { set(&options, value) }
    case .text(let set): if let value = string(name) { set(&options, value) }
    }
  }
}
