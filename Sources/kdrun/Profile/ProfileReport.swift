import KDCommon
import KDData
import KDSystem

extension Profile {
  var stageSum: Double { times.reduce(0) { $0 + ($1.nanoseconds ?? 0) } }
  var totalWork: StageWork { work.dropFirst().reduce(work[0], +) }

  /// The report for people.
  var text: String {
    var lines = [
      ("model", "\(printable(file.path)), SHA-256 \(sha256(file.bytes))"),
      ("kernel", "\(options.kernel.name)\(isFolded ? ", folded" : "")"),
    ]
    lines += BenchReport.machineRows(commit: GitCheckout.commit)
    lines.append(
      ("responses", "\(source); \(decimal(tokenCount, places: 1)) tokens on average"))
    return rows(lines) + "\n" + table([Self.head] + stageCells + [totalCells]) + "\n" + notes
      + rows(counterRows)
  }

  var isFolded: Bool { options.isFolded && hasLSTM }
  var hasLSTM: Bool { times.contains { $0.stage == .forward } }

  private static let head = [
    "stage", "ns", "share", "multiply-adds", "bytes", "G multiply-adds/s", "GB/s",
  ]

  private var stageCells: [[String]] {
    zip(times, work).map { entry, work in
      cells(entry.stage.name(isFolded: isFolded), entry.nanoseconds, work)
    }
  }

  private var totalCells: [String] { cells("all", stageSum, totalWork) }

  private func cells(_ name: String, _ nanoseconds: Double?, _ work: StageWork) -> [String] {
    func rate(_ amount: Double) -> String {
      guard let nanoseconds, nanoseconds > 0, amount > 0 else { return "-" }
      return decimal(amount / nanoseconds, places: 2)
    }
    return [
      name, nanoseconds.map { grouped(Int($0.rounded())) } ?? "-",
      nanoseconds.map { decimal(100 * $0 / stageSum, places: 1) + " %" } ?? "-",
      grouped(Int(work.multiplyAdds.rounded())), grouped(Int(work.bytes.rounded())),
      rate(work.multiplyAdds), rate(work.bytes),
    ]
  }

  /// How the table came about, a line each.
  private var notes: String {
    let encoding = grouped(Int(pairs.stages.encode.rounded()))
    let plain = grouped(Int(pairs.plainNanoseconds.rounded()))
    var lines =
      hasLSTM
      ? [
        "Inputs, both directions and pool are one call of the kernel, \(encoding) ns, divided as",
        "its parts take when each runs alone; the pool's is in the directions'.",
      ] : ["Embedding and pool are one call of the kernel."]
    lines += [
      "Multiply-adds and bytes are those of the model's sizes, weights read once a token.",
      "One response in \(pairs.interval) is stamped; those of the quicker half of the runs count, "
        + "\(grouped(pairs.stampedCount)).",
      "Without stamps a response takes \(plain) ns. "
        + "Stamps cost \(decimal(100 * pairs.overhead, places: 2)) % of the run, median of pairs.",
    ]
    if pairs.overhead > Self.costLimit {
      lines.append("That is more than \(decimal(100 * Self.costLimit, places: 0)) %: repeat it.")
    }
    if pairs.cpuShare < Measurement.quietShare {
      lines.append(
        "Other processes ran: the thread had a CPU for "
          + "\(decimal(100 * pairs.cpuShare, places: 0)) % of the time; the stages' times suffer.")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var counterRows: [(String, String)] {
    switch counters {
    case .failure(let refusal): return [("hardware counters", refusal.reason)]
    case .success(let counts):
      var lines = counts.map { count in
        (
          count.event.name,
          count.value.map { "\(decimal($0, places: 2)) a response" } ?? "not counted here"
        )
      }
      if let ratio = instructionsPerCycle(counts) {
        lines.append(("instructions a cycle", decimal(ratio, places: 2)))
      }
      return lines
    }
  }

  private func instructionsPerCycle(_ counts: [HardwareCounters.Count]) -> Double? {
    func value(_ event: HardwareCounters.Event) -> Double? {
      counts.first { $0.event == event }?.value
    }
    guard let cycles = value(.cycles), cycles > 0 else { return nil }
    return value(.instructions).map { $0 / cycles }
  }
}
