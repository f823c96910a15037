import KDRuntime

/// A model's items beyond ASCII, to find one whose accents data compose in another way: the runtime compares
/// bytes.
struct ItemSpellings {
  private let spellings: [String: [UInt8]]

  /// Nil for a model without such items, and for one by the rules of 0.1, whose scores stay.
  init?(_ model: Model) {
    guard model.rules != .words1 else { return nil }
    let names = model.items.map { Array($0) }.filter { name in name.contains { $0 >= 0x80 } }
    if names.isEmpty { return nil }
    spellings = Dictionary(
      names.map { (String(decoding: $0, as: UTF8.self), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The model's spelling of `item`; nil where it is ASCII, or no item that the model has.
  func spelling(_ item: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard item.contains(where: { $0 >= 0x80 }) else { return nil }
    return spellings[String(decoding: item, as: UTF8.self)]
  }
}
