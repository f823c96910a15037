import KDRuntime
import KDSystem

/// What `loadData` does beyond reading.
public struct LoadOptions: Sendable {
  /// Where the fields are.
  public var columns = ColumnNames()
  /// What the files' bytes need not tell of how they are written.
  public var hints = ReadingHints()
  /// Keeps this item only.
  public var item: String?
  /// Orders the rows of one file before they are split.
  public var seed: UInt64 = 0
  /// Lets training and validation rows have no label: a teacher labels them.
  public var allowsUnlabelled = false
  /// Words of an answer that a student reads, for a warning of longer ones.
  public var maxTokens = 200
  /// What is said of labels.
  public var labels = LabelRules()
  /// How a text becomes words; rows without any are left out.
  public var rules = TokenizerRules.newest
  /// A file of responses without labels, which are added to those to train on.
  public var poolPath: String?

  /// All items, every row labelled, no pool.
  public init() {}
}

/// Reads a folder with `train` and `dev` files and perhaps a `test` file, or one file that is
/// split 7:1:2 by item and label.
///
/// In a folder each part is `.csv`, `.tsv`, `.jsonl` or `.xlsx`, one of them. Ids must differ over all
/// parts; a row without an id is named by its number, counted on from train to dev to test to pool.
/// - Throws: what `readResponses` throws; also for a dev or test label that no training row has.
public func loadData(
  _ path: String, options: LoadOptions = LoadOptions()
) throws(DataError) -> DataSplit {
  var split: DataSplit
  var files: [DataSet]
  switch pathKind(path) {
  case nil: throw .noInput(file: path, what: "no such file or folder")
  case .folder:
    files = try readParts(path, options)
    try settleLabels(&files, options.labels)
    split = try DataSplit(train: files[0], dev: files[1], test: files.count > 2 ? files[2] : nil)
  case .file, .other:
    files = [try readResponses(path: path, options: readOptions(options, firstRow: 0))]
    try settleLabels(&files, options.labels)
    split = try DataSplit(splitting: files[0], seed: options.seed)
  }
  if let order = options.labels.order {
    split.labels = order.filter(split.labels.contains)
    split.labelOrder = order
  }
  let review = DataReview(files, split: split, maxTokens: options.maxTokens, rules: options.rules)
  split.notes += review.warnings
  split.remarks = review.remarks
  guard let poolPath = options.poolPath else { return split }
  var read = readOptions(options, firstRow: files.reduce(0) { $0 + $1.rowCount })
  read.isPool = true
  read.allowsUnlabelled = true
  read.needsLabels = false
  read.columns.secondLabel = nil
  try split.add(pool: readResponses(path: poolPath, options: read), to: files)
  return split
}

/// The train file of a folder, the dev file and, where there is one, the test file.
private func readParts(_ path: String, _ options: LoadOptions) throws(DataError) -> [DataSet] {
  let trainPath = try partPath(path, "train")
  let devPath = try partPath(path, "dev")
  guard let trainPath, let devPath else {
    let missing = trainPath == nil ? "train" : "dev"
    throw .noInput(file: path, what: "the folder has no \(missing).csv, .tsv, .jsonl or .xlsx")
  }
  let train = try readResponses(path: trainPath, options: readOptions(options, firstRow: 0))
  let dev = try readResponses(
    path: devPath, options: readOptions(options, firstRow: train.rowCount))
  guard let testPath = try partPath(path, "test") else { return [train, dev] }
  var testOptions = readOptions(options, firstRow: train.rowCount + dev.rowCount)
  testOptions.allowsUnlabelled = false
  return [train, dev, try readResponses(path: testPath, options: testOptions)]
}

private func readOptions(_ options: LoadOptions, firstRow: Int) -> ReadOptions {
  var read = ReadOptions()
  read.rules = options.rules
  read.columns = options.columns
  read.hints = options.hints
  read.item = options.item
  read.allowsUnlabelled = options.allowsUnlabelled
  read.firstRow = firstRow
  read.labels = options.labels
  read.settlesLabels = false
  return read
}

/// The file of a part of a folder; two in different formats are an error.
private func partPath(_ folder: String, _ part: String) throws(DataError) -> String? {
  let names = ["csv", "tsv", "jsonl", "xlsx"].map { "\(part).\($0)" }
  let found = names.filter { pathKind("\(folder)/\($0)") != nil }
  if found.count > 1 { throw .bad(folder, nil, "both \(found[0]) and \(found[1]) are there") }
  return found.first.map { "\(folder)/\($0)" }
}
