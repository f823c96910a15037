import KDCommon
import KDData
import KDSystem

/// `kdrun sample`: made-up responses to try everything with.
enum SampleVerb {
  private static let standardCount = 1200

  static let verb = Verb(
    name: "sample", operands: "--out FOLDER",
    summary: "Write synthetic responses and teacher probabilities to try kdrun with.",
    details: """
      The responses are made by a program, not by students: they show how files look and that
      everything works, and say nothing about how well it scores.
      """,
    options: [
      .path("--out", "FOLDER", "Where to write; made if it does not exist."),
      .integer("--responses", 20...1_000_000, "How many.", standard: "\(standardCount)"),
      .integer("--seed", 0...Int.max, "The same seed gives the same files.", standard: "0"),
    ],
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    if let operand = arguments.operands.first { throw .extraOperand(operand) }
    let folder = try arguments.needed("--out")
    let count = try arguments.integer("--responses") ?? standardCount
    let seed = try arguments.integer("--seed") ?? 0
    do throws(SystemError) {
      try makeFolder(folder)
    } catch { throw .notCreated("\(folder): cannot be created: \(error)") }
    let files = makeSample(responses: count, seed: UInt64(seed)).files
    for file in files {
      try OutputFiles.write(Array(file.text.utf8), to: folder + "/" + file.name)
    }
    try Terminal.print(
      files.map { printable(folder + "/" + $0.name) + "\n" }.joined())
  }
}
