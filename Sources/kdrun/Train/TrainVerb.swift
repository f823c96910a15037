import KDCommon
import KDDistill

/// `kdrun train`: `distill` without a teacher.
enum TrainVerb {
  static let verb = Verb(
    name: "train", operands: "DATA --out M.kdm",
    summary: "Train a student on human labels only.",
    details: dataDetails,
    options: DistillVerbOptions.common,
    run: { arguments throws(Failure) in try run(arguments, DistillVerbOptions.common) })

  /// Trains and reports.
  static func run(_ arguments: Arguments, _ options: [Option]) throws(Failure) {
    let arguments = try arguments.withSettings(options)
    let summary = try DistillationRun(TrainingPlan(arguments, options)).run()
    try Terminal.print(arguments.has("--json") ? summary.json.text + "\n" : summary.text)
  }

  static let dataDetails = """
    DATA is a folder with train.csv and dev.csv (and perhaps test.csv), or one file that is
    split 7:1:2 into train, dev and test by item and label with the seed. CSV (RFC 4180), TSV
    and JSON Lines with the columns id, item, text, label; id and item may be absent.

    Trains, keeps the weights with the best validation loss, quantises to int8, compares with
    the float student on dev, and writes both: M.kdm and M.safetensors. The same seed gives the
    same bytes. Ctrl-C stops without writing.
    """
}
