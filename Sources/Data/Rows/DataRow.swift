/// One row of a data file, as bytes.
public struct DataRow: Sendable {
  /// Line on which it starts, from 1.
  public var line: Int
  /// Which row it is, from 1; the header and empty lines of CSV, TSV and JSON Lines do not count.
  public var number: Int
  /// The response's name; `nil` when there is no such column or the field is empty.
  public var id: ArraySlice<UInt8>?
  /// The question; `nil` as for `id`.
  public var item: ArraySlice<UInt8>?
  /// The human score; `nil` as for `id`.
  public var label: ArraySlice<UInt8>?
  /// Another person's score; `nil` as for `id`.
  public var secondLabel: ArraySlice<UInt8>?
  /// Of a choice question, `Choice.separator` between them; not nil when there is such a column.
  public var options: ArraySlice<UInt8>?
  /// The answer.
  public var text: ArraySlice<UInt8>
  /// More than `RecordSplitter.maximumByteCount` bytes: then the fields hold nothing.
  public var isTooLong: Bool
}
