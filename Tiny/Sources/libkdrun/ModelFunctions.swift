import CKDRun
import KDRuntime

// What a model says of itself.

@c @implementation
public func kdrun_label_count(_ scorer: OpaquePointer?) -> UInt32 {
  number(scorer) { $0.labels.count }
}

@c @implementation
public func kdrun_item_count(_ scorer: OpaquePointer?) -> UInt32 {
  number(scorer) { $0.items.count }
}

@c @implementation
public func kdrun_logit_bits(_ scorer: OpaquePointer?) -> UInt32 {
  number(scorer) { $0.logitBits }
}

@c @implementation
public func kdrun_max_tokens(_ scorer: OpaquePointer?) -> UInt32 {
  number(scorer) { $0.maxTokens }
}

@c @implementation
public func kdrun_label(
  _ scorer: OpaquePointer?, _ index: UInt32, _ size: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
  name(scorer, index, size, { $0.labels.count }, { $0.label($1) })
}

@c @implementation
public func kdrun_item(
  _ scorer: OpaquePointer?, _ index: UInt32, _ size: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
  name(scorer, index, size, { $0.items.count }, { $0.item($1) })
}

/// A number of the scorer's model; 0 for a null pointer.
@inline(__always)
private func number(_ scorer: OpaquePointer?, _ read: (borrowing Model) -> Int) -> UInt32 {
  guard let scorer else { return 0 }
  return UInt32(read(UnsafePointer<Handle>(scorer).pointee.scorer.model.pointee))
}

/// Name `index` of the scorer's model; null where there is none.
@inline(__always)
private func name(
  _ scorer: OpaquePointer?, _ index: UInt32, _ size: UnsafeMutablePointer<Int>?,
  _ count: (borrowing Model) -> Int,
  _ read: (borrowing Scorer, Int) -> UnsafeBufferPointer<UInt8>
) -> UnsafePointer<CChar>? {
  size?.pointee = 0
  guard index < number(scorer, count), let scorer else { return nil }
  let text = read(UnsafePointer<Handle>(scorer).pointee.scorer, Int(index))
  size?.pointee = text.count
  return UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
}
