import KDCommon
import KDData
import KDRuntime

/// Time a question, as `eval` and the reports tell it: from text to probabilities, one response
/// after the other on one thread of this machine.
struct QuestionTime {
  /// What scores: a kernel's name, or `float`.
  let kernel: String
  let isFolded: Bool
  let measured: Measurement

  /// Enough for a median; `bench` does more.
  private static let effort = BenchEffort(repetitions: 10_000, seconds: 0.1)

  /// Measures on `responses`, of which there is at least one.
  init(_ file: ModelFile, _ responses: [Response]) throws(Failure) {
    let candidate = BenchCandidate(file: file, options: ScorerOptions())
    kernel = candidate.kernel
    isFolded = candidate.isFolded
    let texts = responses.prefix(Self.effort.repetitions).flatMap { response in
      response.inputs.map {
        BenchResponse(text: Array($0.utf8), item: Array(response.item.utf8))
      }
    }
    measured = try Measurement([try candidate.makeSubject()], texts, .text, Self.effort)
  }

  var text: String {
    let latency = measured.latency
    return "p50 \(grouped(latency.p50)) ns, p90 \(grouped(latency.p90)) ns, p99 "
      + "\(grouped(latency.p99)) ns a response, \(kernel)\(isFolded ? ", folded" : "")"
  }

  var json: JSON {
    .object([
      ("p50_ns", .integer(measured.latency.p50)), ("p90_ns", .integer(measured.latency.p90)),
      ("p99_ns", .integer(measured.latency.p99)), ("per_second", .number(measured.perSecond)),
      ("kernel", .string(kernel)), ("folded", .bool(isFolded)),
    ])
  }
}
