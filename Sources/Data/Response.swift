/// One student's written answer to one item.
public struct Response: Sendable, Equatable {
  /// Its name in the data, by which a teacher's soft labels find it; its row's number where the data
  /// has no ids.
  public var id: String
  /// The question it answers; empty when the data has no `item` column.
  public var item: String
  /// What the student wrote; of a choice question, the context.
  public var text: String
  /// The human score; `nil` when the row is labelled by a teacher only.
  public var label: String?
  /// Of a choice question, whose `text` is the context and whose label is the right option's
  /// number, from 1; empty otherwise.
  public var options: [String] = []
  /// What another person gave it, where the data have such a column; nil for none.
  public var secondLabel: String?

  /// A response, or with `options` a choice question.
  public init(
    id: String, item: String, text: String, label: String?, options: [String] = [],
    secondLabel: String? = nil
  ) {
    self.id = id
    self.item = item
    self.text = text
    self.label = label
    self.options = options
    self.secondLabel = secondLabel
  }
}
