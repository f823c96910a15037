import KDRuntime

/// A student whose file a report describes.
struct ReportedStudent {
  let name: String
  let file: ModelFile
  let time: QuestionTime
}

extension ReportedStudent {
  init(_ name: String, _ file: ModelFile, timedOn judgement: Judgement) throws(Failure) {
    self.init(name: name, file: file, time: try QuestionTime(file, judgement.responses))
  }
}

/// What the files need.
func sizeSection(_ students: [ReportedStudent]) -> Markup {
  let rows = students.map { student -> [String] in
    let inspection = Inspection(student.file)
    let parameters = inspection.layers.reduce(0) { $0 + $1.parameterCount }
    let arena = inspection.memory.first { $0.kernel == "\(Kernel.best.name)" }
    return [
      student.name, grouped(parameters), grouped(student.file.bytes.count),
      arena.map { grouped($0.folded) } ?? "–", arena.map { grouped($0.unfolded) } ?? "–",
    ]
  }
  let head = ["student", "parameters", "file, bytes", "arena folded, bytes", "arena compact, bytes"]
  return section(
    "Sizes", figureTable(head, rows),
    note: "The arena is all the memory that scoring takes, with the kernel \("\(Kernel.best.name)").")
}

/// What was measured on this machine: the one part of a page that another run does not repeat.
func timeSection(_ students: [ReportedStudent]) -> Markup {
  let rows = students.map { student -> [String] in
    let (time, latency) = (student.time, student.time.measured.latency)
    return [
      student.name, time.kernel + (time.isFolded ? ", folded" : ""), grouped(latency.p50),
      grouped(latency.p90), grouped(latency.p99), grouped(Int(time.measured.perSecond)),
    ]
  }
  let head = ["student", "kernel", "p50, ns", "p90, ns", "p99, ns", "responses a second"]
  return """
    <!-- measured: begin -->
    \(section(
      "Time a question", figureTable(head, rows),
      note: """
        From text to probabilities, one response after the other on one thread of this machine: \
        \(Machine.cpu), \(Machine.operatingSystem). Another run gives other figures; everything \
        else on this page stays the same.
        """))
    <!-- measured: end -->
    """
}
