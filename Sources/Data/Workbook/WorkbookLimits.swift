/// How much one workbook may hold: what a spreadsheet program allows, or what keeps the memory for a
/// file made to fill it below a gigabyte.
package enum WorkbookLimits {
  /// Unpacked bytes of what is held at once: the shared parts together with one sheet.
  package static let unpackedByteCount = 256 << 20
  /// Parts of the archive, pictures and sheets together.
  package static let entryCount = 10_000
  /// Bytes of a part's name.
  package static let nameByteCount = 1024
  package static let sheetCount = 4096
  /// Rows and columns of a sheet, as Excel has them since 2007.
  package static let rowCount = 1 << 20
  package static let columnCount = 1 << 14
  /// Cells of one sheet, with the empty ones between the first column and the row's last.
  package static let cellCount = 8 << 20
  package static let sharedStringCount = 4 << 20
  package static let styleCount = 1 << 16
  /// Formats of dates that the workbook spells out.
  package static let formatCount = 1 << 10
  /// Bytes of one cell's text; Excel ends at 32,767 characters.
  package static let cellByteCount = 1 << 20
  /// Bytes of all cells of a sheet; a shared string counts wherever it stands.
  package static let textByteCount = 256 << 20
  /// XML elements that are open at once.
  package static let depth = 64
  /// Attributes of one XML element.
  package static let attributeCount = 256
}
