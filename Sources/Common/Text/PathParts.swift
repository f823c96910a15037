/// The last part of a path, without slashes behind it: `b.csv` of `a/b.csv`, `a` of `a/`.
package func lastPathPart(_ path: String) -> String {
  let slash = UInt8(ascii: "/")
  guard let end = path.utf8.lastIndex(where: { $0 != slash }) else {
    return path.isEmpty ? "" : "/"
  }
  let whole = path.utf8[...end]
  let start = whole.lastIndex(of: slash).map { path.utf8.index(after: $0) } ?? whole.startIndex
  return String(decoding: whole[start...], as: UTF8.self)
}

/// What stands behind the last dot of a path's last part, ASCII letters in lower case: `csv` of
/// `a/b.CSV`; empty for `a.b/c` and `.csv`.
package func pathExtension(_ path: String) -> String {
  let name = Array(lastPathPart(path).utf8)
  guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return "" }
  return String(
    decoding: name[(dot + 1)...].map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
}
