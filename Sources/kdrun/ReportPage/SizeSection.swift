import KDSystem

/// A student whose file a report describes.
struct ReportedStudent {
  let name: String
  let file: ModelFile
  let time: QuestionTime
}

extension ReportedStudent {
  init(_ name: String, _ file: ModelFile, timedOn comparison: GraderComparison) throws(Failure) {
    self.init(name: name, file: file, time: try QuestionTime(file, comparison.responses))
  }
}

/// What the files hold.
func sizeSection(_ students: [ReportedStudent]) -> Markup {
  let rows = students.map { student -> [String] in
    let parameters = Inspection(student.file).layers.reduce(0) { $0 + $1.parameterCount }
    return [student.name, grouped(parameters), grouped(student.file.bytes.count)]
  }
  return section("Sizes", figureTable(["student", "parameters", "file, bytes"], rows))
}

/// What this machine decides: the one part of a page that another run does not repeat.
func machineSection(_ students: [ReportedStudent]) -> Markup {
  let rows = students.map { student -> [String] in
    let (time, latency) = (student.time, student.time.measured.latency)
    let arena = Inspection(student.file).memory.first { $0.kernel == time.kernel }
    return [
      student.name, time.kernel + (time.isFolded ? ", folded" : ""), grouped(latency.p50),
      grouped(latency.p90), grouped(latency.p99), grouped(Int(time.measured.perSecond)),
      arena.map { grouped($0.folded) } ?? "–", arena.map { grouped($0.unfolded) } ?? "–",
    ]
  }
  let head = [
    "student", "kernel", "p50, ns", "p90, ns", "p99, ns", "responses a second",
    "arena folded, bytes", "compact, bytes",
  ]
  return """
    <!-- measured: begin -->
    \(section(
      "Time a question", figureTable(head, rows),
      note: """
        From text to probabilities, one response after the other on one thread of this machine: \
        \(Machine.cpu), \(Machine.operatingSystem). The arena is all the memory that scoring \
        takes. Another run gives other times, another machine perhaps another kernel; everything \
        else on this page stays the same.
        """))
    <!-- measured: end -->
    """
}
