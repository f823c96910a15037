import KDCommon
import KDData
import KDExport
import KDSystem

/// Reading and checking what a student learns from.
extension FileDistillation {
  /// Responses and what teachers say of them.
  ///
  /// - Parameter readsTest: keeps the teachers' rows of test responses too; training does not look
  ///   at them.
  /// - Throws: `FileDistillationError`: `distillation` or `initialStudent`.
  public func read(readsTest: Bool = false) throws(FileDistillationError) -> DistillationData {
    var data: DistillationData
    do throws(DistillationError) {
      let split = try readResponses()
      try DistillationData.checkChoice(split, options, hasHidden: !hiddenPaths.isEmpty)
      data = DistillationData(split)
      do throws(DataError) {
        try readTeachers(&data, readsTest)
        if data.split.dev.isEmpty {
          throw .badData(
            file: dataPath, line: nil, what: "expected dev responses, got none", expected: nil,
            got: nil)
        }
      } catch { throw .data(error) }
    } catch { throw .distillation(error) }
    data.teacherName = Self.names(teacherPaths)
    data.hiddenName = Self.names(hiddenPaths)
    data.poolName = poolPath.map { lastPathPart($0) }
    data.initial = try initialPath.map { path throws(FileDistillationError) in
      try NamedStudent(path)
    }
    return data
  }

  /// Plans of the same key read the same data, without the student to begin with.
  package var readingKey: String {
    ([dataPath, poolPath ?? "", options.item ?? ""] + teacherPaths + hiddenPaths + [
      options.teacherWeights.text, options.selectedCount.map { "\($0)" } ?? "",
      isSplit ? "\(options.training.seed)" : "",
      options.labels.order?.joined(separator: ",") ?? "",
      options.labels.missing.joined(separator: ","), options.labels.graders.rawValue,
      options.configuration.rules.map { "\($0.rawValue)" } ?? "",
    ]).joined(separator: "\n")
  }

  /// Whether the data is one file, which is split by the seed.
  package var isSplit: Bool { pathKind(dataPath) != .folder }

  private func readResponses() throws(DistillationError) -> DataSplit {
    var load = LoadOptions()
    load.columns = columns
    load.hints = hints
    load.item = options.item
    load.labels = options.labels
    load.maxTokens = options.configuration.maxTokens
    load.seed = options.training.seed
    load.allowsUnlabelled = !teacherPaths.isEmpty
    load.poolPath = poolPath
    if let rules = options.configuration.rules { load.rules = rules }
    do throws(DataError) {
      let split = try loadData(dataPath, options: load)
      if split.labels.isEmpty {
        throw .badData(
          file: dataPath, line: nil, what: "no training row has a label",
          expected: "at least one of each class", got: nil)
      }
      return split
    } catch { throw .data(error) }
  }

  private func readTeachers(
    _ data: inout DistillationData, _ readsTest: Bool
  ) throws(DataError) {
    if !teacherPaths.isEmpty && !data.split.hasIDs && !takesRowNumbers {
      throw .badData(
        file: dataPath, line: nil, what: "rows without an id, by which a teacher's rows find them",
        expected: "a column of ids, or --row-ids where the teacher's ids are row numbers from 1",
        got: nil)
    }
    let responses = data.split.train + data.split.dev
    var teachers: [SoftLabels] = []
    for path in teacherPaths {
      teachers.append(
        try SoftLabels(
          path: path, labels: data.split.labels,
          for: readsTest ? responses + data.split.test : responses))
    }
    if teachers.isEmpty { return }
    let known = options.item == nil ? Set((responses + data.split.test).map { $0.id }) : nil
    for teacher in teachers {
      let check = TeacherCheck(teacher, responses)
      data.split.notes += check.notes(known: known)
      if !acceptsAnyTeacher { try check.check() }
    }
    let mix = try TeacherMix(teachers, options.teacherWeights, validation: data.split.dev)
    if let count = options.selectedCount { try data.split.selectInformative(count, mix) }
    try mix.check(data.split.train + data.split.dev)
    for (path, teacher) in zip(hiddenPaths, teachers) {
      data.hidden.append(
        try HiddenStates(path: path, teacher: teacher, training: data.split.train))
    }
    data.teacher = mix
  }

  /// Names only: a path would tell about the machine.
  private static func names(_ paths: [String]) -> String {
    paths.map { lastPathPart($0) }.joined(separator: ",")
  }
}

extension NamedStudent {
  private static let byteLimit = 1 << 28

  /// Reads a float student's file.
  ///
  /// - Throws: `FileDistillationError`: `read` or `initialStudent`.
  public init(_ path: String) throws(FileDistillationError) {
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try readFile(path, limit: Self.byteLimit) } catch {
      throw .read(path: path, code: error.code)
    }
    do throws(SafetensorsError) {
      self.init(
        try decodeSafetensors(bytes).0, path: path, sha256: KDCommon.sha256(bytes))
    } catch { throw .initialStudent(path: path, error) }
  }
}
