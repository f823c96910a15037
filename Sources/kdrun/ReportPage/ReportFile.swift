/// The page of `--report`.
struct ReportFile {
  let path: String

  /// Nil when none is asked for. The ending keeps it apart from every other output.
  init?(_ arguments: Arguments) throws(Failure) {
    guard arguments.isGiven("--report") else { return nil }
    path = try arguments.needed("--report")
    if !path.hasSuffix(".html") {
      throw .badValue(option: "--report", expected: "a name that ends in .html", got: path)
    }
  }

  func write(_ page: ReportPage) throws(Failure) {
    try OutputFiles.write(page.bytes, to: path)
  }
}
