// seeds: Tests/Fuzz/Seeds/*.soft
import KDData

/// Any bytes as soft labels: rows whose probabilities are finite, or one line.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  let responses = ["a", "b"].map { Response(id: $0, item: "", text: "x", label: "1") }
  do throws(DataError) {
    let soft = try SoftLabels(bytes, path: "t", labels: ["0", "1", "2"], for: responses)
    precondition(soft.rows.values.allSatisfy { $0.allSatisfy { $0.isFinite } })
  } catch {
    precondition(!error.description.contains("\n"))
  }
  return 0
}
