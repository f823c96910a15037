import KDData

/// The options that name the columns of a CSV file, or the keys of JSON Lines.
enum ColumnOptions {
  private static let standard = ColumnNames()

  /// For verbs that need neither id nor label.
  static let scoring: [Option] = fields + ReadingOptions.all

  private static let fields: [Option] = [
    .text("--item-column", "NAME", "Column of the item.", standard: standard.item),
    .text("--text-column", "NAME", "Column of the response.", standard: standard.text),
  ]

  private static let identified: [Option] =
    [.text("--id-column", "NAME", "Column of the id.", standard: standard.id)] + fields
  private static let options: [Option] = [
    .text(
      "--options-column", "NAME", "Column of the options of a choice question.",
      standard: standard.options)
  ]

  /// For verbs that need no label.
  static let reading = identified + options + ReadingOptions.all

  /// For verbs that need no options.
  static let labelled = columns + ReadingOptions.all

  static let all = columns + options + second + ReadingOptions.all

  private static let second: [Option] = [
    .text("--second-label", "NAME", "Column of another person's label: how far people agree.")
  ]

  private static let columns: [Option] =
    identified
    + [.text("--label-column", "NAME", "Column of the label.", standard: standard.label)]

  /// The names given, or the standard ones.
  static func names(_ arguments: Arguments) -> ColumnNames {
    ColumnNames(
      id: arguments.string("--id-column") ?? standard.id,
      item: arguments.string("--item-column") ?? standard.item,
      text: arguments.string("--text-column") ?? standard.text,
      label: arguments.string("--label-column") ?? standard.label,
      options: arguments.string("--options-column") ?? standard.options,
      secondLabel: arguments.string("--second-label"))
  }
}
