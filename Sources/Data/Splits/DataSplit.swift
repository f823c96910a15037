import KDCommon
import KDSystem

/// Responses to train on, to validate on and, where there are any, to test on.
public struct DataSplit: Sendable {
  public var train: [Response]
  public var dev: [Response]
  /// Empty when a folder has no test file. Nothing but a final evaluation may look at it.
  public var test: [Response]
  /// Rows left out of all parts because their text has no word.
  public var droppedEmpty: Int
  /// SHA-256 (hex) of the file, or of the train file's bytes followed by the dev file's.
  public var sha256: String
  /// Labels of the training responses, in class order.
  public var labels: [String]
  /// Unlabelled training responses that were not selected, and stand in no part.
  public var notSelected = 0

  /// - Parameters:
  ///   - sha256: of what the responses were read from; the provenance names it.
  ///   - labels: of the training responses, in class order (`classOrder`).
  public init(
    train: [Response], dev: [Response], test: [Response] = [], droppedEmpty: Int = 0,
    sha256: String, labels: [String]
  ) {
    self.train = train
    self.dev = dev
    self.test = test
    self.droppedEmpty = droppedEmpty
    self.sha256 = sha256
    self.labels = labels
  }

  /// Whether the responses are choice questions; the labels are then the options' numbers.
  public var isChoice: Bool { train.contains(where: \.isChoice) }
}

/// What `loadData` does beyond reading.
public struct LoadOptions: Sendable {
  public var columns = ColumnNames()
  /// Keeps this item only.
  public var item: String?
  /// Orders the rows of one file before they are split.
  public var seed: UInt64 = 0
  /// Lets training and validation rows have no label: a teacher labels them.
  public var allowsUnlabelled = false
  /// A file of responses without labels, which are added to those to train on.
  public var poolPath: String?

  public init() {}
}

/// Reads a folder with `train` and `dev` files and perhaps a `test` file, or one file that is
/// split 7:1:2 by item and label.
///
/// In a folder each part is `.csv`, `.tsv` or `.jsonl`, one of them. Ids must differ over all
/// parts; a row without an id is named by its number, counted on from train to dev to test to pool.
/// - Throws: what `readResponses` throws; also for a dev or test label that no training row has.
public func loadData(
  _ path: String, options: LoadOptions = LoadOptions()
) throws(DataError) -> DataSplit {
  let (split, files) =
    switch pathKind(path) {
    case nil: throw DataError.noInput(file: path, what: "no such file or folder")
    case .folder: try loadFolder(path, options)
    case .file, .other: try loadFile(path, options)
    }
  guard let poolPath = options.poolPath else { return split }
  return try adding(poolPath, to: split, of: files, options)
}

/// The digest then is that of both digests, of the data without the pool and of the pool.
private func adding(
  _ poolPath: String, to split: DataSplit, of files: [DataSet], _ options: LoadOptions
) throws(DataError) -> DataSplit {
  var read = readOptions(options, firstRow: files.reduce(0) { $0 + $1.rowCount })
  read.isPool = true
  read.allowsUnlabelled = true
  read.needsLabels = false
  let pool = try readResponses(path: poolPath, options: read)
  try checkIDs(files + [pool])
  var split = split
  split.train += pool.responses
  split.droppedEmpty += pool.droppedEmpty
  split.sha256 = sha256(Array((split.sha256 + sha256(pool.bytes)).utf8))
  return split
}

private func loadFolder(
  _ path: String, _ options: LoadOptions
) throws(DataError) -> (DataSplit, [DataSet]) {
  let trainPath = try partPath(path, "train")
  let devPath = try partPath(path, "dev")
  guard let trainPath, let devPath else {
    let missing = trainPath == nil ? "train" : "dev"
    throw .noInput(file: path, what: "the folder has no \(missing).csv, .tsv or .jsonl")
  }
  let train = try readResponses(path: trainPath, options: readOptions(options, firstRow: 0))
  let dev = try readResponses(
    path: devPath, options: readOptions(options, firstRow: train.rowCount))
  var parts = [train, dev]
  if let testPath = try partPath(path, "test") {
    var testOptions = readOptions(options, firstRow: train.rowCount + dev.rowCount)
    testOptions.allowsUnlabelled = false
    parts.append(try readResponses(path: testPath, options: testOptions))
  }
  try checkIDs(parts)
  let labels = classes(train.responses, of: parts.flatMap(\.responses))
  if !labels.isEmpty {
    for part in parts.dropFirst() { try checkLabels(part, labels) }
  }
  let split = DataSplit(
    train: train.responses, dev: dev.responses,
    test: parts.count > 2 ? parts[2].responses : [],
    droppedEmpty: parts.reduce(0) { $0 + $1.droppedEmpty },
    sha256: sha256(train.bytes + dev.bytes), labels: labels)
  return (split, parts)
}

private func loadFile(
  _ path: String, _ options: LoadOptions
) throws(DataError) -> (DataSplit, [DataSet]) {
  let data = try readResponses(path: path, options: readOptions(options, firstRow: 0))
  let parts = stratifiedParts(data.responses, seed: options.seed)
  func rows(_ part: SplitPart) -> [Response] {
    zip(data.responses, parts).filter { $0.1 == part }.map(\.0)
  }
  let split = DataSplit(
    train: rows(.train), dev: rows(.dev), test: rows(.test), droppedEmpty: data.droppedEmpty,
    sha256: sha256(data.bytes), labels: classes(data.responses, of: data.responses))
  if split.dev.isEmpty {
    throw .bad(
      path, nil, "too few responses to split 7:1:2", expected: "at least 10",
      got: "\(data.responses.count)")
  }
  return (split, [data])
}

/// The labels of `training` in class order; of choice questions, the numbers of the most options.
private func classes(_ training: [Response], of all: [Response]) -> [String] {
  let labels = training.compactMap(\.label)
  let most = all.mostOptions
  return most > 0 && !labels.isEmpty ? Choice.names(most) : classOrder(labels)
}

private func readOptions(_ options: LoadOptions, firstRow: Int) -> ReadOptions {
  var read = ReadOptions()
  read.columns = options.columns
  read.item = options.item
  read.allowsUnlabelled = options.allowsUnlabelled
  read.firstRow = firstRow
  return read
}

/// The file of a part of a folder; two in different formats are an error.
private func partPath(_ folder: String, _ part: String) throws(DataError) -> String? {
  let names = ["csv", "tsv", "jsonl"].map { "\(part).\($0)" }
  let found = names.filter { pathKind("\(folder)/\($0)") != nil }
  if found.count > 1 { throw .bad(folder, nil, "both \(found[0]) and \(found[1]) are there") }
  return found.first.map { "\(folder)/\($0)" }
}

/// Soft labels are found by id, so an id may not name two responses.
private func checkIDs(_ parts: [DataSet]) throws(DataError) {
  var owners: [String: String] = [:]
  for part in parts {
    for (response, line) in zip(part.responses, part.lines) {
      if let other = owners.updateValue(part.path, forKey: response.id), other != part.path {
        throw .bad(part.path, line, "id \(quoted(response.id)) is also in \(printable(other))")
      }
    }
  }
}

/// A class that no training row has cannot be learned; most often it is a spelling mistake.
private func checkLabels(_ data: DataSet, _ labels: [String]) throws(DataError) {
  let known = Set(labels)
  for (response, line) in zip(data.responses, data.lines) {
    if let label = response.label, !known.contains(label) {
      throw .bad(
        data.path, line, "label \(quoted(label)) is in no training row",
        expected: "one of \(listed(labels))")
    }
  }
}
