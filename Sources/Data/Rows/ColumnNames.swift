/// Names of the columns (or JSON keys) that are read; others are ignored.
///
/// A column with the standard name may be absent (`text` never may); one that was named by the
/// caller must exist.
public struct ColumnNames: Sendable, Equatable {
  /// Of the response's name, by standard `id`.
  public var id: String
  /// Of the question it answers, by standard `item`.
  public var item: String
  /// Of the answer, by standard `text`.
  public var text: String
  /// Of the human score, by standard `label`.
  public var label: String
  /// Of a choice question's options, by standard `options`.
  public var options: String
  /// Of another person's score; nil: there is none.
  public var secondLabel: String?

  /// The standard names but for those given.
  public init(
    id: String = "id", item: String = "item", text: String = "text", label: String = "label",
    options: String = "options", secondLabel: String? = nil
  ) {
    self.id = id
    self.item = item
    self.text = text
    self.label = label
    self.options = options
    self.secondLabel = secondLabel
  }
}
