/// A number of a model file, none of which needs more than 32 bits: a checked model is copied about
/// and lies in every arena.
@propertyWrapper
struct CompactInt: Sendable {
  private var value: Int32

  init(wrappedValue: Int) { value = Int32(wrappedValue) }

  var wrappedValue: Int {
    @inline(__always) get { Int(value) }
    set { value = Int32(newValue) }
  }
}
