import CKDRun
import KDRuntime

// What C passes, checked and in Swift's types.

/// `pointer`, which must not be null.
@inline(__always)
func given<Pointer>(
  _ pointer: Pointer?, _ text: StaticString
) throws(CallError) -> Pointer {
  guard let pointer else { throw .badArgument(text) }
  return pointer
}

/// The scorer behind C's pointer.
func handle(_ scorer: OpaquePointer?) throws(CallError) -> UnsafeMutablePointer<Handle> {
  UnsafeMutablePointer(try given(scorer, "scorer: expected a scorer, got null"))
}

/// A model in C's memory, checked whole.
func model(_ start: UnsafeRawPointer?, _ size: Int) throws(CallError) -> Model {
  let start = try given(start, "model: expected its bytes, got null")
  guard size >= 0 else { throw .badArgument("size: too large") }
  do throws(ModelError) {
    return try Model(UnsafeRawBufferPointer(start: start, count: size))
  } catch {
    throw .badModel(error)
  }
}

/// The options that C's bits mean.
func options(_ bits: UInt32) throws(CallError) -> ScorerOptions {
  guard bits & ~KDRUN_FOLD == 0 else {
    throw .badArgument("options: expected 0 or KDRUN_FOLD")
  }
  return ScorerOptions(isFolded: bits & KDRUN_FOLD != 0)
}

/// `count` elements from `start` on, which may be null when there is none.
func elements<Element, Source>(
  _ start: UnsafePointer<Source>?, _ count: Int, as _: Element.Type, _ text: StaticString
) throws(CallError) -> UnsafeBufferPointer<Element> {
  guard count >= 0, start != nil || count == 0 else { throw .badArgument(text) }
  let first = UnsafeRawPointer(start)?.assumingMemoryBound(to: Element.self)
  return UnsafeBufferPointer(start: first, count: count)
}

/// An item's id; nil for null.
func itemID(
  _ start: UnsafePointer<CChar>?, _ count: Int
) throws(CallError) -> UnsafeBufferPointer<UInt8>? {
  start == nil ? nil : try elements(start, count, as: UInt8.self, "item_size: too large")
}
