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
  let vectorCount = handle.pointee.scorer.model.pointee.golden.count
  let wrongCount = handle.pointee.scorer.countWrongGolden()
  count?.pointee = UInt32(vectorCount)
  failed?.pointee = UInt32(wrongCount)
  return wrongCount == 0 ? KDRUN_OK : KDRUN_SELF_TEST_FAILED
}
