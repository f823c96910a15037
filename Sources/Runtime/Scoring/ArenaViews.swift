// Typed views of the arena's parts. `Scorer.init` has zeroed the arena, so every byte is
// initialised.

extension Scorer {
  // Pointers, not accessors that lend: those copy what they lend.
  @inline(__always)
  var plan: UnsafePointer<ArenaPlan> { UnsafePointer(base.assumingMemoryBound(to: ArenaPlan.self)) }
  @inline(__always)
  package var model: UnsafePointer<Model> {
    UnsafePointer((base + ArenaPlan.modelOffset).assumingMemoryBound(to: Model.self))
  }

  @inline(__always)
  func part<Element>(_ part: ArenaPart<Element>) -> UnsafeMutablePointer<Element> {
    part.start(in: base)
  }

  package var tokens: UnsafeMutablePointer<UInt16> { part(plan.pointee.tokens) }
  var word: UnsafeMutableBufferPointer<UInt8> {
    UnsafeMutableBufferPointer(
      start: part(plan.pointee.word), count: WordScanner.bufferByteCount)
  }
  var embedded: UnsafeMutablePointer<Int16> { part(plan.pointee.embedded) }
  var pooled: UnsafeMutablePointer<Int16> { part(plan.pointee.pooled) }
  var activations: UnsafeMutablePointer<Int16> { part(plan.pointee.activations) }
  var logitStart: UnsafeMutablePointer<Int32> { part(plan.pointee.logits) }

  /// What pooling reads and writes.
  @inline(__always)
  var pooling: Pooling {
    Pooling(
      isMaximum: model.pointee.pool.isMaximum, pooled: pooled, sums: part(plan.pointee.sums))
  }

  /// The folded input of `token`: both directions, in the kernel's order of gates and units.
  @inline(__always)
  func foldedInputs(_ token: Int) -> UnsafeMutablePointer<Int16> {
    part(plan.pointee.biLSTM.foldedInputs) + token &* plan.pointee.biLSTM.rowCount
  }
}
