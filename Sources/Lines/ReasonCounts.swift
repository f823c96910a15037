import KDRuntime

/// How many responses there were of each reason.
package struct ReasonCounts {
  // A place for every number that a reason can have.
  private var counts = InlineArray<256, Int>(repeating: 0)
  package private(set) var total = 0

  package init() {}

  package mutating func add(_ reason: Reason) {
    counts[Int(reason.rawValue)] += 1
    total += 1
  }

  package subscript(_ reason: Reason) -> Int { counts[Int(reason.rawValue)] }
}
