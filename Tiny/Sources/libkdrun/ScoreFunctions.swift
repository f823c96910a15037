import CKDRun
import KDRuntime

@c @implementation
public func kdrun_score(
  _ scorer: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ textSize: Int,
  _ item: UnsafePointer<CChar>?, _ itemSize: Int, _ result: UnsafeMutablePointer<kdrun_result>?,
  _ probabilities: UnsafeMutablePointer<Double>?, _ logits: UnsafeMutablePointer<Int32>?
) -> Int32 {
  call(nil) { () throws(CallError) in
    let handle = try handle(scorer)
    let result = try given(result, "result: expected a place for it, got null")
    let text = try elements(text, textSize, as: UInt8.self, "text: expected bytes")
    let item = try itemID(item, itemSize)
    let score = handle.pointee.scorer.score(text, item: item)
    result.pointee = kdrun_result(score)
    if score.reason.isScored { copyScore(handle, probabilities, logits) }
  }
}

@c @implementation
public func kdrun_score_tokens(
  _ scorer: OpaquePointer?, _ tokens: UnsafePointer<UInt16>?, _ count: Int,
  _ result: UnsafeMutablePointer<kdrun_result>?, _ probabilities: UnsafeMutablePointer<Double>?,
  _ logits: UnsafeMutablePointer<Int32>?
) -> Int32 {
  call(nil) { () throws(CallError) in
    let handle = try handle(scorer)
    let result = try given(result, "result: expected a place for it, got null")
    let tokens = try elements(tokens, count, as: UInt16.self, "tokens: expected ids")
    let score = handle.pointee.scorer.score(tokens: tokens)
    result.pointee = kdrun_result(score)
    if score.reason.isScored { copyScore(handle, probabilities, logits) }
  }
}

extension kdrun_result {
  /// The outcome of one response, for C.
  init(_ score: ScoredResponse) {
    self.init(
      label: Int32(score.label), reason: Int32(score.reason.rawValue),
      token_count: UInt32(score.tokenCount), unknown_count: UInt32(score.unknownCount))
  }
}

/// Copies what the last response got to where C wants it.
private func copyScore(
  _ handle: UnsafeMutablePointer<Handle>, _ probabilities: UnsafeMutablePointer<Double>?,
  _ logits: UnsafeMutablePointer<Int32>?
) {
  let count = handle.pointee.scorer.logits.count
  logits?.update(from: handle.pointee.scorer.logits.baseAddress!, count: count)
  guard let probabilities else { return }
  probabilities.update(from: handle.pointee.scorer.probabilities().baseAddress!, count: count)
}
