/// Which parts a part of a workbook refers to (ECMA-376 part 2, 6.5.3): ids, kinds and paths.
struct Relationships {
  struct Relationship {
    var id: [UInt8]
    /// The last word of its type: `worksheet`, `sharedStrings`.
    var kind: [UInt8]
    /// From the root of the archive, without a slash in front.
    var path: String
  }

  private(set) var all: [Relationship] = []

  /// Reads a `.rels` part that belongs to a part in `folder`, such as `xl/`; external ones are left
  /// out.
  init(_ bytes: [UInt8], folder: String) throws(XMLFault) {
    var scanner = try XMLScanner(bytes)
    try scanner.enterRoot("Relationships")
    while try scanner.nextChild(of: 1, "Relationship") {
      if all.count == WorkbookLimits.entryCount { throw scanner.fault("too many relationships") }
      guard let id = try scanner.attribute("Id"), let type = try scanner.attribute("Type"),
        let target = try scanner.attribute("Target")
      else { throw scanner.fault("a relationship without id, type or target") }
      if let mode = try scanner.attribute("TargetMode"), mode.elementsEqual("External".utf8) {
        continue
      }
      let kind = Array(type.suffix(while: { $0 != UInt8(ascii: "/") }))
      all.append(Relationship(id: id, kind: kind, path: resolve(target, folder)))
    }
  }

  /// The path of the first one of a kind.
  func path(ofKind kind: StaticString) -> String? {
    all.first { $0.kind.count == kind.utf8CodeUnitCount && $0.kind.holds(kind, at: 0) }?.path
  }

  func relationship(_ id: [UInt8]) -> Relationship? { all.first { $0.id == id } }
}

/// A target as a path from the root: `/xl/a.xml` as it is, `../a.xml` and `a.xml` from `folder` on.
private func resolve(_ target: [UInt8], _ folder: String) -> String {
  let isAbsolute = target.first == UInt8(ascii: "/")
  var parts: [ArraySlice<UInt8>] = []
  for part in ((isAbsolute ? [] : Array(folder.utf8)) + target).split(separator: UInt8(ascii: "/"))
  {
    if part.elementsEqual("..".utf8) {
      _ = parts.popLast()
    } else if !part.elementsEqual(".".utf8) {
      parts.append(part)
    }
  }
  return String(decoding: Array(parts.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
}

extension [UInt8] {
  /// The elements at the end that hold for `condition`.
  fileprivate func suffix(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[(lastIndex { !condition($0) }.map { $0 + 1 } ?? 0)...]
  }
}
