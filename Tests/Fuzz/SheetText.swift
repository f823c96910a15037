// seeds: Tests/Fuzz/Seeds/*.sheet
import KDData

/// Any bytes as a table or JSON Lines in any encoding and dialect: responses or one line; and read again in
/// the plain form that was made of them, the same ones.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  var options = ReadOptions()
  options.allowsUnlabelled = true
  do throws(DataError) {
    let found = try parseResponses(bytes, path: "x.csv", options: options)
    let recognition = try Recognition(
      Array(bytes.prefix(Recognition.sampleByteCount)), isWhole: true, path: "x.csv",
      columns: options.columns)
    options.format = recognition.normalisedFormat
    let plain = try recognition.normalised(bytes, "x.csv")
    let again = try parseResponses(plain, path: "x.csv", options: options)
    precondition(again.responses == found.responses && again.lines == found.lines)
    _ = DataReview([found], split: nil, maxTokens: 200)
  } catch {
    precondition(!error.description.contains("\n"))
  }
  return 0
}
