/// The values of a checkpoint, one after the other, little-endian, lists after their counts.
package struct CheckpointWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  mutating func add(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  mutating func add(_ value: Int) { add(UInt64(bitPattern: Int64(value))) }

  mutating func add(_ value: Double) { add(value.bitPattern) }

  mutating func add(_ list: [UInt8]) {
    add(list.count)
    bytes += list
  }

  mutating func add(_ text: String) { add(Array(text.utf8)) }

  mutating func add(_ values: UnsafeBufferPointer<Float>) {
    add(values.count)
    bytes.reserveCapacity(bytes.count + 4 * values.count)
    for value in values {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
  }

  mutating func add(_ values: [Float]) { values.withUnsafeBufferPointer { add($0) } }

  mutating func add(_ buffer: FloatBuffer) {
    add(UnsafeBufferPointer(start: buffer.pointer, count: buffer.count))
  }
}
