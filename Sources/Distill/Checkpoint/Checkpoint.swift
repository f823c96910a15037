import KDCommon

/// A training run between two steps of each of its starts, as a file.
///
/// `KDCHECK1`, then what the run is made from, then the state of each start, then the SHA-256 of
/// all before it: a file that was cut or changed is refused.
public struct Checkpoint: Sendable {
  /// What a run is made from: data, options and version, each by its name.
  public typealias Identity = [(name: String, value: String)]

  let identity: Identity
  /// By start, as `EpochLoop.save` wrote it; empty before its first checkpoint.
  var starts: [[UInt8]]

  private static let magic = "KDCHECK1"
  private static let digestCount = 64

  init(_ identity: Identity, starts: Int) {
    self.identity = identity
    self.starts = Array(repeating: [], count: starts)
  }

  /// Reads a checkpoint of a run that is made from exactly `identity`.
  /// - Parameter path: for messages.
  public init(_ bytes: [UInt8], identity: Identity, path: String) throws(CheckpointError) {
    let end = bytes.count - Self.digestCount
    guard end >= 0, sha256(Array(bytes[..<end])).utf8.elementsEqual(bytes[end...]) else {
      throw .damaged(path: path)
    }
    var reader = CheckpointReader(bytes[..<end], path: path)
    guard try reader.text() == Self.magic else { throw .damaged(path: path) }
    var found: Identity = []
    for _ in 0..<(try reader.integer(0...10_000)) {
      found.append((name: try reader.text(), value: try reader.text()))
    }
    try Self.compare(found, identity, path)
    self.identity = identity
    starts = []
    for _ in 0..<(try reader.integer(0...10_000)) { starts.append(try reader.bytes()) }
    try reader.end()
  }

  var bytes: [UInt8] {
    var writer = CheckpointWriter()
    writer.add(Self.magic)
    writer.add(identity.count)
    for (name, value) in identity {
      writer.add(name)
      writer.add(value)
    }
    writer.add(starts.count)
    for start in starts { writer.add(start) }
    return writer.bytes + Array(sha256(writer.bytes).utf8)
  }

  /// Names the first thing that differs; one that only one of them has is "not given" in the other.
  private static func compare(
    _ found: Identity, _ expected: Identity, _ path: String
  ) throws(CheckpointError) {
    func value(_ name: String, _ identity: Identity) -> String {
      identity.first { $0.name == name }?.value ?? ""
    }
    for (name, _) in expected + found where value(name, found) != value(name, expected) {
      throw .differs(
        path: path, name: name, was: value(name, found), now: value(name, expected))
    }
  }
}
