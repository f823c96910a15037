import CKDRun
import KDRuntime

@c @implementation
public func kdrun_self_test(
  _ scorer: OpaquePointer?, _ count: UnsafeMutablePointer<UInt32>?,
  _ failed: UnsafeMutablePointer<UInt32>?
) -> Int32 {
  count?.pointee = 0
  failed?.pointee = 0
  guard let scorer else { return KDRUN_BAD_ARGUMENT }
  let handle = UnsafeMutablePointer<Handle>(scorer)
  let vectorCount = handle.pointee.model.goldenVectorCount
  var wrongCount: UInt32 = 0
  for index in 0..<vectorCount where !isExact(handle, index) { wrongCount += 1 }
  count?.pointee = UInt32(vectorCount)
  failed?.pointee = wrongCount
  return wrongCount == 0 ? KDRUN_OK : KDRUN_SELF_TEST_FAILED
}

/// Whether golden vector `index` gives exactly the logits of the file.
private func isExact(_ handle: UnsafeMutablePointer<Handle>, _ index: Int) -> Bool {
  let golden = handle.pointee.model.golden(index)
  let score = handle.pointee.scorer.score(golden.text, item: golden.item)
  guard score.reason.isScored else { return false }
  for label in 0..<handle.pointee.model.labelCount {
    let expected = handle.pointee.model.goldenLogit(index, label)
    if handle.pointee.scorer.logits[label] != expected { return false }
  }
  return true
}
