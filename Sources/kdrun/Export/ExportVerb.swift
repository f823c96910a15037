import KDCommon
import KDData
import KDDistill
import KDRuntime
import KDSystem

/// `kdrun export`: a float student to a `.kdm` file.
enum ExportVerb {
  static let verb = Verb(
    name: "export", operands: "STUDENT.safetensors --out M.kdm --calibrate DATA",
    summary: "Quantise a float student to int8.",
    details: """
      Activation scales are calibrated on DATA's training part and the result is compared with
      the float student on its dev part. DATA, --item and --seed as in kdrun distill; with the
      same ones the file is the same, byte for byte.
      """,
    options: [
      .path("--out", "M.kdm", "Where to write."),
      .path("--calibrate", "DATA", "Folder with train.csv and dev.csv, or one file."),
      .text("--item", "ID", "This item only.", standard: "as the student was trained"),
      .integer(
        "--seed", 0...Int(UInt32.max), "Seed of the split of one file.",
        standard: "as the student was trained"),
    ] + DistillVerbOptions.gate + ColumnOptions.all,
    run: run)

  private static func run(_ arguments: Arguments) throws(Failure) {
    let path = try arguments.operands(named: "STUDENT.safetensors")[0]
    let out = try TrainingPlan.modelPath(arguments)
    let dataPath = try arguments.needed("--calibrate")
    let maximumDrop =
      try arguments.number("--max-qwk-drop") ?? DistillationOptions.standardDrop
    let seed = try arguments.integer("--seed")
    try OutputFiles.check(out, besides: [path, dataPath])
    guard case .float(let student, let provenance) = try ModelFile(path).student else {
      throw .notAModel(path: path, reason: "expected a float student (.safetensors), got a .kdm")
    }

    var options = LoadOptions()
    options.columns = ColumnOptions.names(arguments)
    options.hints = try ReadingOptions.hints(arguments)
    options.item =
      arguments.string("--item") ?? provenance.settings.first { $0.name == "item" }?.value
    options.seed = UInt64(seed ?? Int(provenance.seed))
    options.allowsUnlabelled = true
    options.rules = student.configuration.rules
    let data: DataSplit
    do throws(DataError) {
      data = try loadData(dataPath, options: options)
      data.notes.forEach(Terminal.note)
    } catch { throw Failure(error) }
    let model = try telling { () throws(DistillationError) in
      let model = try QuantizedModel(
        student, provenance,
        calibration: EncodedResponses(data.train, student.configuration).examples,
        validation: EncodedResponses(data.dev, student.configuration).examples)
      if !arguments.has("--force") { try model.fidelity.check(maximumDrop) }
      return model
    }
    try Signals.check()
    try OutputFiles.write(model.bytes, to: out)
    try Terminal.print(
      arguments.has("--json")
        ? JSON.object([("fidelity", model.json), ("model", .string(out))]).text + "\n"
        : rows(model.rows + [("wrote", printable(out))]))
  }
}
