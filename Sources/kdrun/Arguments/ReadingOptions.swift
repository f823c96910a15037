import KDData

/// The options that say how a file of responses is written, where its bytes do not tell.
enum ReadingOptions {
  private static let delimiters: [(name: String, byte: UInt8)] = [
    ("comma", 0x2C), ("semicolon", 0x3B), ("tab", 0x09), ("bar", 0x7C),
  ]

  static let all: [Option] = [
    .text(
      "--delimiter", "CHARACTER",
      "What stands between two fields: one character, or comma, semicolon, tab, bar.",
      standard: "by the file"),
    .choice(
      "--encoding", TextEncoding.allCases.map { $0.rawValue }, "How the text is encoded.",
      standard: "by the file"),
    .integer(
      "--header-row", 1...1_000_000, "The line that names the columns.",
      standard: "the first with the text's column"),
    .text(
      "--sheet", "NAME", "The sheet of a workbook, by its name or number.", standard: "the first"),
  ]

  static func hints(_ arguments: Arguments) throws(Failure) -> ReadingHints {
    var hints = ReadingHints()
    hints.delimiter = try arguments.string("--delimiter").map(delimiter)
    hints.encoding = try arguments.choice("--encoding").flatMap { TextEncoding(rawValue: $0) }
    hints.headerLine = try arguments.integer("--header-row")
    hints.sheet = arguments.string("--sheet")
    return hints
  }

  private static func delimiter(_ text: String) throws(Failure) -> UInt8 {
    if let named = delimiters.first(where: { $0.name == text }) { return named.byte }
    let bytes = Array((text == "\\t" ? "\t" : text).utf8)
    guard bytes.count == 1, bytes[0] == 0x09 || (0x20..<0x7F).contains(bytes[0]), bytes[0] != 0x22
    else {
      throw .badValue(
        option: "--delimiter", expected: "one ASCII character, comma, semicolon, tab or bar",
        got: text)
    }
    return bytes[0]
  }
}
