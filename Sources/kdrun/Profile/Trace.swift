import KDCommon

extension Profile {
  /// Stamped responses in the trace; each takes about a kilobyte.
  private static let traceLimit = 2000

  /// The stamps in Chrome's trace-event format, for Perfetto and chrome://tracing.
  ///
  /// Complete events ("ph":"X") with begin and duration in microseconds. Between two stamped
  /// responses lie those that ran unstamped, as one event.
  var trace: String {
    let stamps = Array(pairs.stretch.prefix(Self.traceLimit))
    let origin = stamps[0].begin
    var events = [
      metadata("process_name", "kdrun \(CommandLineTool.version), \(file.path)"),
      metadata("thread_name", "scorer, \(options.kernel.name)\(isFolded ? ", folded" : "")"),
    ]
    for (index, stamp) in stamps.enumerated() {
      events += scored(stamp, origin)
      if pairs.interval > 1 && index + 1 < stamps.count {
        events.append(
          event(
            "unstamped responses", stamp.end, stamps[index + 1].begin, origin,
            [("count", .integer(pairs.interval - 1))]))
      }
    }
    // A line an event: a trace of a few megabytes can be looked at with any tool.
    return "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n"
      + events.map(\.text).joined(separator: ",\n") + "\n]}\n"
  }

  private func scored(_ stamp: StageTimes, _ origin: UInt64) -> [JSON] {
    let encoding = hasLSTM ? "\(Stage.inputs.name(isFolded: isFolded)), LSTM, pool" : "embed, pool"
    return [
      event("response", stamp.begin, stamp.end, origin, [("index", .integer(stamp.response))]),
      event("tokenise", stamp.begin, stamp.tokenised, origin, []),
      event(encoding, stamp.tokenised, stamp.encoded, origin, []),
      event("dense", stamp.encoded, stamp.dense, origin, []),
      event("softmax", stamp.dense, stamp.end, origin, []),
    ]
  }

  private func event(
    _ name: String, _ begin: UInt64, _ end: UInt64, _ origin: UInt64,
    _ arguments: [(String, JSON)]
  ) -> JSON {
    .object([
      ("name", .string(name)), ("cat", .string("score")), ("ph", .string("X")),
      ("ts", .number(Double(begin - origin) / 1000)),
      ("dur", .number(Double(end - begin) / 1000)), ("pid", .integer(1)), ("tid", .integer(1)),
      ("args", .object(arguments)),
    ])
  }

  private func metadata(_ name: String, _ value: String) -> JSON {
    .object([
      ("name", .string(name)), ("ph", .string("M")), ("pid", .integer(1)), ("tid", .integer(1)),
      ("args", .object([("name", .string(value))])),
    ])
  }
}
