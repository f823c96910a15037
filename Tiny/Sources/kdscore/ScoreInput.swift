import KDLines
import KDRuntime
import Process

/// Scores standard input and writes a line for each response, in order.
func score(
  _ scorer: inout Scorer, _ memory: Memory, _ options: Options
) throws(Exit) {
  var output = StandardOutput(memory.output)
  var lines = ResponseLines(
    StandardInput(memory.input), isPairs: options.isPairs, item: options.item?.bytes)
  var counts = ReasonCounts()
  do throws(Exit) {
    while let response = try lines.next(&scorer, { () throws(Exit) in try output.flush() }) {
      if response.reason.isScored { takeProbabilities(&scorer, memory) }
      counts.add(response.reason)
      var writer = try output.writer(memory.line.maximumByteCount(idByteCount: 0))
      memory.line.write(
        response, id: nil, number: counts.total,
        millionths: memory.millionths, logits: scorer.logits, to: &writer)
      output.take(writer)
    }
    try output.flush()
  } catch {
    // What could not be written needs no look.
    if error != .inputOutput {
      system_finish()
      counts.note()
    }
    throw error
  }
  counts.note()
}

private func takeProbabilities(_ scorer: inout Scorer, _ memory: Memory) {
  let probabilities = scorer.probabilities()
  for index in 0..<probabilities.count {
    memory.millionths[index] = inMillionths(probabilities[index])
  }
}

extension ReasonCounts {
  /// One line that counts what a person should look at.
  func note() {
    let found = total - self[.ok]
    if found == 0 { return }
    var line = message()
    line.put(grouped: found)
    line.put(" of ")
    line.put(grouped: total)
    line.put(" responses need a look: ")
    var isFirst = true
    var number = Reason.ok.rawValue + 1
    while let reason = Reason(rawValue: number) {
      number += 1
      if self[reason] == 0 { continue }
      if !isFirst { line.put(", ") }
      isFirst = false
      line.put(reason.name)
      line.put(0x20)
      line.put(grouped: self[reason])
    }
    _ = line.end(.badData)
  }
}

extension ByteWriter {
  /// A number that is not negative, with a comma each three digits.
  fileprivate mutating func put(grouped value: Int) {
    if value >= 1000 {
      put(grouped: value / 1000)
      put(0x2C)
      let rest = value % 1000
      if rest < 100 { put(0x30) }
      if rest < 10 { put(0x30) }
      put(integer: rest)
    } else {
      put(integer: value)
    }
  }
}
