import KDCommon

extension ColumnNames {
  /// Takes the keys of JSON Lines for those wanted that they are a spelling of, by the first object of
  /// `text`: `ID` for `id`, as tables have it.
  ///
  /// - Returns: what was taken for what.
  mutating func respell(byFirstObjectOf text: [UInt8]) -> [(wanted: String, found: String)] {
    var objects = JSONObjects(text[...])
    guard let first = objects.next(),
      case .success(.object(let object)) = JSONValue.parse(first.object)
    else { return [] }
    let keys = object.keys.sorted(by: precedesInBytes)
    var taken: [(wanted: String, found: String)] = []
    func spelling(_ wanted: String) -> String {
      let folded = foldedName(wanted)
      let alike = folded.isEmpty ? [] : keys.filter { foldedName($0) == folded }
      guard object[wanted] == nil, alike.count == 1 else { return wanted }
      taken.append((wanted, alike[0]))
      return alike[0]
    }
    id = spelling(id)
    item = spelling(item)
    self.text = spelling(self.text)
    label = spelling(label)
    options = spelling(options)
    secondLabel = secondLabel.map(spelling)
    return taken
  }
}
