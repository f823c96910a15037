import KDCommon
import KDSystem

extension Profile {
  /// The report for programs.
  var json: JSON {
    let stages = zip(times, work).map { entry, work in
      JSON.object(
        [("stage", .string(entry.stage.name(isFolded: isFolded)))]
          + members(entry.nanoseconds, work))
    }
    let candidate = BenchCandidate(file: file, options: options)
    var all: [(String, JSON)] = [
      ("tokens", .number(tokenCount)), ("stages", .array(stages)),
      ("all", .object(members(stageSum, totalWork))),
      ("encode_ns", .number(pairs.stages.encode)), ("plain_ns", .number(pairs.plainNanoseconds)),
      ("interval", .integer(pairs.interval)), ("stamped", .integer(pairs.stampedCount)),
      ("overhead_percent", .number(100 * pairs.overhead)), ("cpu_share", .number(pairs.cpuShare)),
    ]
    all += counterMembers
    all.append(("kernel", .string(candidate.kernel)))
    all += BenchReport.context(candidate, commit: GitCheckout.commit, Machine.peakByteCount)
    return .object(all)
  }

  private var counterMembers: [(String, JSON)] {
    switch counters {
    case .failure(let refusal):
      return [("counters", .null), ("counters_refused", .string(refusal.reason))]
    case .success(let counts):
      let members = counts.map { count in
        (count.event.name.replacing(" ", with: "_"), count.value.map(JSON.number) ?? .null)
      }
      return [("counters", .object(members)), ("counters_refused", .null)]
    }
  }

  private func members(_ nanoseconds: Double?, _ work: StageWork) -> [(String, JSON)] {
    [
      ("ns", nanoseconds.map(JSON.number) ?? .null),
      ("share", nanoseconds.map { JSON.number($0 / stageSum) } ?? .null),
      ("multiply_adds", .number(work.multiplyAdds)), ("bytes", .number(work.bytes)),
      ("multiply_adds_per_second", nanoseconds.map { perSecond(work.multiplyAdds, $0) } ?? .null),
      ("bytes_per_second", nanoseconds.map { perSecond(work.bytes, $0) } ?? .null),
    ]
  }

  private func perSecond(_ amount: Double, _ nanoseconds: Double) -> JSON {
    nanoseconds > 0 ? .number(amount / nanoseconds * 1e9) : .null
  }
}
