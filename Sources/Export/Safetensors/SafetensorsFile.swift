import KDCommon

/// Any safetensors file, checked as strictly as the safetensors project does.
///
/// The tensors fill the data section without gap or overlap, no name occurs twice, and every
/// length agrees with its shape and type; reading a tensor afterwards cannot fail.
public struct SafetensorsFile: Sendable {
  /// A larger header is refused before it is read; a student's takes a few kilobytes.
  public static let maximumHeaderByteCount = 16 << 20

  /// Element types, by their names in the header.
  public enum ElementType: String, Sendable, CaseIterable {
    case bool = "BOOL"
    case uint8 = "U8"
    case int8 = "I8"
    case float8E4M3 = "F8_E4M3"
    case float8E5M2 = "F8_E5M2"
    case int16 = "I16"
    case uint16 = "U16"
    case float16 = "F16"
    case bfloat16 = "BF16"
    case int32 = "I32"
    case uint32 = "U32"
    case float32 = "F32"
    case int64 = "I64"
    case uint64 = "U64"
    case float64 = "F64"

    var byteCount: Int {
      switch self {
      case .bool, .uint8, .int8, .float8E4M3, .float8E5M2: 1
      case .int16, .uint16, .float16, .bfloat16: 2
      case .int32, .uint32, .float32: 4
      case .int64, .uint64, .float64: 8
      }
    }
  }

  /// One named tensor, row-major.
  public struct Tensor: Sendable, Equatable {
    /// As the header spells it.
    public let name: String
    /// Of its elements.
    public let type: ElementType
    /// Sizes, the outermost first; none of a single number.
    public let shape: [Int]
    /// Its bytes, from the start of the file.
    public let range: Range<Int>
    /// Elements.
    public var count: Int { range.count / type.byteCount }
  }

  /// Every tensor, in the order of the data.
  public let tensors: [Tensor]
  /// The strings of `__metadata__`.
  public let metadata: [String: String]
  private let bytes: [UInt8]

  /// Checks the header of `bytes`.
  /// - Complexity: O(header · log tensors); the data is not read.
  public init(_ bytes: [UInt8]) throws(SafetensorsError) {
    self.bytes = bytes
    let header = try Self.header(bytes)
    var tensors: [Tensor] = []
    var metadata: [String: String] = [:]
    // In the order of names, so that of two faults it is always the same one that is reported.
    for (name, entry) in try Self.object(bytes, header).sorted(by: { $0.key < $1.key }) {
      if name == "__metadata__" {
        metadata = try Self.strings(entry)
      } else {
        tensors.append(try Self.tensor(name, entry, dataStart: header.upperBound))
      }
    }
    tensors.sort { a, b in
      (a.range.lowerBound, a.range.upperBound, a.name)
        < (b.range.lowerBound, b.range.upperBound, b.name)
    }
    var end = header.upperBound
    for tensor in tensors {
      guard tensor.range.lowerBound == end else {
        throw .badOffset(
          tensor: tensor.name, expected: end - header.upperBound,
          found: tensor.range.lowerBound - header.upperBound)
      }
      end = tensor.range.upperBound
    }
    guard end <= bytes.count else {
      throw .truncated(
        what: "data", need: end - header.upperBound, have: bytes.count - header.upperBound)
    }
    if end < bytes.count { throw .trailingBytes(count: bytes.count - end) }
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The tensor called `name`, if there is one.
  public subscript(_ name: String) -> Tensor? { tensors.first { $0.name == name } }

  /// The elements of a tensor of this file, rounded to float32; nil when its type is not a
  /// floating-point one of at least 16 bits.
  public func floats(of tensor: Tensor) -> [Float]? {
    let starts = stride(
      from: tensor.range.lowerBound, to: tensor.range.upperBound, by: tensor.type.byteCount)
    switch tensor.type {
    case .float32: return starts.map { Float(bitPattern: UInt32(integer($0, 4))) }
    case .float64: return starts.map { Float(Double(bitPattern: integer($0, 8))) }
    case .bfloat16: return starts.map { Float(bitPattern: UInt32(integer($0, 2)) << 16) }
    case .float16: return starts.map { float(half: UInt16(integer($0, 2))) }
    default: return nil
    }
  }

  private func integer(_ start: Int, _ byteCount: Int) -> UInt64 {
    littleEndian(bytes[start..<start + byteCount])
  }
}

/// Up to eight bytes as one number.
func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
}
