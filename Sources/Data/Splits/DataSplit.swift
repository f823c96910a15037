import KDCommon

/// Responses to train on, to validate on and, where there are any, to test on.
public struct DataSplit: Sendable {
  /// Those that a student learns from.
  public var train: [Response]
  /// Those that choose the epoch and the start.
  public var dev: [Response]
  /// Empty when a folder has no test file. Nothing but a final evaluation may look at it.
  public var test: [Response]
  /// Rows left out of all parts because their text has no word.
  public var droppedEmpty: Int
  /// SHA-256 (hex) of the file, or of the train file's bytes followed by the dev file's.
  public var sha256: String
  /// SHA-256 (hex) of the responses of these files, whatever form they have; `sha256` where none was
  /// read.
  public var contentSHA256: String
  /// Labels of the training responses, in class order.
  public var labels: [String]
  /// The grades' stated order, from the lowest; nil: numbers are grades, others classes.
  public var labelOrder: [String]?
  /// What the labels are.
  public var scale: LabelScale { isChoice ? .classes : LabelScale(labels, order: labelOrder) }
  /// Whether all rows have ids of their own; else numbers of rows are ids.
  public var hasIDs = true
  /// What a person should know of the reading, a line each (`DataSet.notes`).
  public var notes: [String] = []
  /// What every set of real answers has a little of, a line each (`DataReview.remarks`).
  public var remarks: [String] = []
  /// Rows left out of all parts because they have no label, or none that counts.
  public var droppedUnlabelled = 0
  /// What two people gave each response that both gave a label, of all parts.
  public var labelPairs: [(first: String, second: String)] = []
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
    contentSHA256 = sha256
    self.labels = labels
  }

  /// Whether the responses are choice questions; the labels are then the options' numbers.
  public var isChoice: Bool { train.contains { $0.isChoice } }
}

extension DataSplit {
  /// Takes the parts as they are.
  ///
  /// - Throws: `badData` for an id that is in two parts, and for a dev or test label that no training
  ///   row has.
  public init(train: DataSet, dev: DataSet, test: DataSet?) throws(DataError) {
    let parts = [train, dev] + (test.map { [$0] } ?? [])
    try checkIDs(parts)
    let labels = classes(train.responses, of: parts.flatMap { $0.responses })
    if !labels.isEmpty {
      for part in parts.dropFirst() { try checkLabels(part, labels) }
    }
    self.init(
      train: train.responses, dev: dev.responses, test: test?.responses ?? [],
      droppedEmpty: parts.reduce(0) { $0 + $1.droppedEmpty },
      sha256: KDCommon.sha256(train.bytes + dev.bytes), labels: labels)
    contentSHA256 = contentDigest(of: [train, dev])
    noteReading(of: parts)
  }

  /// Splits one file 7:1:2 by item and label; `seed` orders its rows before.
  ///
  /// - Throws: `badData` for too few responses.
  public init(splitting data: DataSet, seed: UInt64) throws(DataError) {
    let parts = stratifiedParts(data.responses, seed: seed)
    func rows(_ part: SplitPart) -> [Response] {
      zip(data.responses, parts).filter { $0.1 == part }.map { $0.0 }
    }
    self.init(
      train: rows(.train), dev: rows(.dev), test: rows(.test), droppedEmpty: data.droppedEmpty,
      sha256: KDCommon.sha256(data.bytes), labels: classes(data.responses, of: data.responses))
    contentSHA256 = contentDigest(of: [data])
    noteReading(of: [data])
    if dev.isEmpty {
      throw .bad(
        data.path, nil, "too few responses to split 7:1:2", expected: "at least 10",
        got: "\(data.responses.count)")
    }
  }

  /// Adds responses without labels to those to train on. The digest then is that of both digests,
  /// of the data without the pool and of the pool.
  ///
  /// - Parameter files: what the split was made of.
  /// - Throws: `badData` for an id of the pool that is in `files`.
  public mutating func add(pool: DataSet, to files: [DataSet]) throws(DataError) {
    try checkIDs(files + [pool])
    noteReading(of: [pool])
    train += pool.responses
    droppedEmpty += pool.droppedEmpty
    sha256 = KDCommon.sha256(Array((sha256 + KDCommon.sha256(pool.bytes)).utf8))
    contentSHA256 = KDCommon.sha256(Array((contentSHA256 + pool.contentSHA256).utf8))
  }
}

extension DataSplit {
  private mutating func noteReading(of files: [DataSet]) {
    hasIDs = hasIDs && files.allSatisfy { $0.hasIDs }
    notes += files.flatMap { $0.notes }
    labelPairs += files.flatMap { $0.labelPairs }
    droppedUnlabelled += files.reduce(0) { $0 + $1.droppedUnlabelled + $1.droppedLabels }
  }
}

/// The labels of `training` in class order; of choice questions, the numbers of the most options.
private func classes(_ training: [Response], of all: [Response]) -> [String] {
  let labels = training.compactMap { $0.label }
  let most = all.mostOptions
  return most > 0 && !labels.isEmpty ? Choice.names(most) : classOrder(labels)
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
