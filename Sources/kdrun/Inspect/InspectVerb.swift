import KDCommon
import KDData

/// `kdrun inspect`: what a student file holds. Runs no weights.
enum InspectVerb {
  static let verb = Verb(
    name: "inspect", operands: "MODEL",
    summary: "Show layers, sizes, memory, vocabulary and provenance of a student.",
    details: "MODEL is a .kdm file or a float student (.safetensors). No weight is run.",
    options: [
      .flag("--json", "Print one JSON object."),
      .flag("--words", "Print the vocabulary instead, a word a line, by token id."),
    ],
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let file = try ModelFile(arguments.operands(named: "MODEL")[0])
    let content = Inspection(file)
    if arguments.has("--words") {
      return try Terminal.print(content.words.map { printable($0) + "\n" }.joined())
    }
    try Terminal.print(arguments.has("--json") ? content.json.text + "\n" : content.text)
  }
}
