import KDLines
import Process

/// What the command line asks for.
struct Options {
  /// The model's path; nil for the one that is built in.
  private(set) var model: Text?
  private(set) var item: Text?
  private(set) var format = ScoreFormat.text
  /// Whether a line is an item, a tab and a response.
  private(set) var isPairs = false
  private(set) var hasLogits = false
  private(set) var isFolded = false
  private(set) var isSelfTest = false
  private(set) var wantsHelp = false
  private(set) var wantsVersion = false

  /// Options met so far, a bit each, by their places in `names`.
  private var met: UInt32 = 0

  private static let names: StaticString =
    "--help -h --version --self-test --fold --logits --json --item --format --input"

  init() throws(Exit) {
    var arguments = Arguments()
    while let argument = arguments.next() {
      switch argument {
      case .operand(let text):
        if model != nil { throw wrong("unexpected argument ", quoted: text) }
        model = text
      case .option(let name, let value): try take(name, value, &arguments)
      }
    }
    if met & (1 << 6) != 0 && met & (1 << 8) != 0 {
      throw wrong("--json and --format exclude each other")
    }
  }

  private mutating func take(
    _ name: Text, _ value: Text?, _ arguments: inout Arguments
  ) throws(Exit) {
    guard let place = name.place(in: Options.names) else {
      throw wrong("unknown option ", name, "; --help lists them")
    }
    if met & (1 << place) != 0 { throw wrong("option ", name, " is given twice") }
    met |= 1 << place
    if place < 7 {
      if value != nil { throw wrong("option ", name, " takes no value") }
      takeFlag(place)
    } else {
      guard let text = value ?? arguments.nextValue(), value != nil || !text.isOption else {
        throw wrong("option ", name, " needs a value")
      }
      try takeValue(place, text)
    }
  }

  private mutating func takeFlag(_ place: UInt32) {
    switch place {
    case 0, 1: wantsHelp = true
    case 2: wantsVersion = true
    case 3: isSelfTest = true
    case 4: isFolded = true
    case 5: hasLogits = true
    default: format = .jsonl
    }
  }

  private mutating func takeValue(_ place: UInt32, _ value: Text) throws(Exit) {
    switch place {
    case 7: item = value
    case 8:
      guard let form = value.place(in: "text jsonl") else {
        throw wrong("option --format: expected text, jsonl, got ", quoted: value)
      }
      format = form == 0 ? .text : .jsonl
    default:
      guard let form = value.place(in: "lines tsv") else {
        throw wrong("option --input: expected lines, tsv, got ", quoted: value)
      }
      isPairs = form == 1
    }
  }
}

@inline(never)
private func wrong(_ before: StaticString, _ name: Text? = nil, _ behind: StaticString = "") -> Exit
{
  var line = message()
  line.put(before)
  if let name { line.put(printable: name) }
  line.put(behind)
  return line.end(.usage)
}

@inline(never)
private func wrong(_ before: StaticString, quoted text: Text) -> Exit {
  var line = message()
  line.put(before)
  line.put(quoted: text)
  return line.end(.usage)
}

/// The command line, taken apart.
private struct Arguments {
  enum Argument {
    case operand(Text)
    /// An option and what stands behind its `=`.
    case option(Text, Text?)
  }

  private var index: Int32 = 0
  /// Whether `--` was met, behind which nothing is an option.
  private var isOperand = false

  mutating func nextValue() -> Text? {
    index += 1
    guard let start = system_argument(index) else { return nil }
    return Text(start)
  }

  mutating func next() -> Argument? {
    guard let text = nextValue() else { return nil }
    let bytes = text.bytes
    if isOperand || bytes.count < 2 || bytes[0] != 0x2D { return .operand(text) }
    if bytes.count == 2 && bytes[1] == 0x2D {
      isOperand = true
      return next()
    }
    for place in 0..<text.bytes.count where text.bytes[place] == 0x3D {
      let name = Text(UnsafeBufferPointer(rebasing: text.bytes[..<place]))
      return .option(name, text.dropFirst(place + 1))
    }
    return .option(text, nil)
  }
}
