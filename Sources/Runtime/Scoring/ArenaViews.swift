// Typed views of the arena's parts. `init` has zeroed the arena, so every byte is initialised.

extension Scorer {
  @inline(__always)
  func part<Element>(_ offset: Int, _: Element.Type) -> UnsafeMutablePointer<Element> {
    (base + offset).assumingMemoryBound(to: Element.self)
  }

  /// The plan, in place.
  var plan: ArenaPlan {
    @inline(__always) _read { yield part(0, ArenaPlan.self).pointee }
  }

  /// The model, in place.
  var model: Model {
    @inline(__always) _read { yield part(plan.model, Model.self).pointee }
  }

  package var tokens: UnsafeMutablePointer<UInt16> { part(plan.tokens, UInt16.self) }
  var word: UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(
      start: part(plan.word, UInt8.self), count: WordScanner.maximumVocabularyByteCount)
  }
  /// One embedded token.
  var embedded: UnsafeMutablePointer<Int16> { part(plan.embedded, Int16.self) }
  /// Hidden state: a direction, then the state before and after a step.
  var hidden: UnsafeMutablePointer<Int16> { part(plan.hidden, Int16.self) }
  var cell: UnsafeMutablePointer<Int16> { part(plan.cell, Int16.self) }
  /// Projected inputs of one step, both directions, when not folded.
  var steps: UnsafeMutablePointer<Int16> { part(plan.steps, Int16.self) }
  var rowZero: UnsafePointer<UInt16> { UnsafePointer(part(plan.rowZero, UInt16.self)) }
  var sums: UnsafeMutablePointer<Int32> { part(plan.sums, Int32.self) }
  var pooled: UnsafeMutablePointer<Int16> { part(plan.pooled, Int16.self) }
  var activations: UnsafeMutablePointer<Int16> { part(plan.activations, Int16.self) }
  var logitStart: UnsafeMutablePointer<Int32> { part(plan.logits, Int32.self) }

  /// The folded input of `token`: both directions, in the kernel's order of gates and units.
  @inline(__always)
  func foldRow(_ token: Int) -> UnsafeMutablePointer<Int16> {
    part(plan.foldTable &+ token &* plan.foldRowByteCount, Int16.self)
  }

  /// Forgets the states of the response before.
  func clearState() {
    hidden.update(repeating: 0, count: 4 * plan.paddedHidden)
    cell.update(repeating: 0, count: 2 * plan.paddedHidden)
  }
}
