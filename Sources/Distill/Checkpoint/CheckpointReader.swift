/// Reads what `CheckpointWriter` wrote; whatever the bytes, a value within bounds or one error.
package struct CheckpointReader {
  private let source: ArraySlice<UInt8>
  private let path: String
  private var offset: Int

  package init(_ bytes: ArraySlice<UInt8>, path: String) {
    source = bytes
    self.path = path
    offset = bytes.startIndex
  }

  /// The error for a value that no checkpoint can have.
  var damaged: CheckpointError { .damaged(path: path) }

  private mutating func take(_ count: Int) throws(CheckpointError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= source.endIndex - offset else { throw damaged }
    defer { offset += count }
    return source[offset..<offset + count]
  }

  mutating func word() throws(CheckpointError) -> UInt64 {
    try take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func integer(_ range: ClosedRange<Int>) throws(CheckpointError) -> Int {
    guard let value = Int(exactly: Int64(bitPattern: try word())), range.contains(value) else {
      throw damaged
    }
    return value
  }

  mutating func number() throws(CheckpointError) -> Double { Double(bitPattern: try word()) }

  mutating func bytes() throws(CheckpointError) -> [UInt8] {
    Array(try take(try integer(0...Int.max)))
  }

  mutating func text() throws(CheckpointError) -> String {
    String(decoding: try bytes(), as: UTF8.self)
  }

  /// Exactly `count` floats.
  mutating func floats(_ count: Int) throws(CheckpointError) -> [Float] {
    _ = try integer(count...count)
    let list = try take(4 * count)
    return (0..<count).map { i in
      let first = list.startIndex + 4 * i
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(list[first + $1]) << UInt32(8 * $1) }
      return Float(bitPattern: bits)
    }
  }

  mutating func fill(_ buffer: FloatBuffer) throws(CheckpointError) {
    for (i, value) in try floats(buffer.count).enumerated() { buffer.pointer[i] = value }
  }

  /// Nothing may be left.
  func end() throws(CheckpointError) {
    if offset != source.endIndex { throw damaged }
  }
}
