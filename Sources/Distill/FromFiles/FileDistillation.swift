import KDData
import KDSystem

/// The way from data files to a student's two files: what `kdrun distill` does.
///
///     var distillation = FileDistillation(data: "answers.csv", model: "m.kdm")
///     distillation.teacherPaths = ["teacher.jsonl"]
///     let student = try distillation.run()
///     print(student.quantized.fidelity.int8.accuracy)
public struct FileDistillation: Sendable {
  /// A folder with train and dev files, or one file that is split (`loadData`).
  public var dataPath: String
  /// Names of the data's columns.
  public var columns = ColumnNames()
  /// What the files' bytes need not tell of how they are written.
  public var hints = ReadingHints()
  /// Whether a teacher may agree with the labels no better than chance.
  public var acceptsAnyTeacher = false
  /// Whether the teachers' ids may be the numbers of rows that have none of their own.
  public var takesRowNumbers = false
  /// Responses without a label, which the teachers label; nil for none.
  public var poolPath: String?
  /// Soft labels, JSON Lines.
  public var teacherPaths: [String] = []
  /// Hidden states of the first teachers, safetensors.
  public var hiddenPaths: [String] = []
  /// The float student (`.safetensors`) that training begins with; nil for random weights.
  public var initialPath: String?
  /// The `.kdm` file that is written.
  public var modelPath: String
  /// A checkpoint after so many responses of a start; nil for none.
  public var checkpointEvery: Int?
  /// Whether to go on from a checkpoint, where there is one.
  public var isResumed = false
  /// How the student learns.
  public var options = DistillationOptions()

  /// - Parameter model: should end in `.kdm`; the float student is written beside it.
  public init(data: String, model: String) {
    dataPath = data
    modelPath = model
  }

  /// The model's path without its ending.
  private var stem: String {
    modelPath.hasSuffix(".kdm") ? String(modelPath.dropLast(".kdm".count)) : modelPath
  }
  /// Where the float student goes: `M.safetensors`.
  public var studentPath: String { stem + ".safetensors" }
  /// The state of an unfinished run: `M.checkpoint`.
  public var checkpointPath: String { stem + ".checkpoint" }
  /// All files that are read.
  public var inputPaths: [String] {
    [dataPath] + teacherPaths + hiddenPaths + [initialPath, poolPath].compactMap { $0 }
  }

  /// All stages: reads, trains, quantises, compares, writes both files, and removes checkpoints. A
  /// model that loses more than `options.maximumDrop` is not written.
  ///
  /// - Parameter progress: called a few times a second, on any thread but never on two at once;
  ///   false ends the distillation, and nothing is written.
  /// - Throws: `FileDistillationError`.
  public func run(
    progress: (TrainingProgress) -> Bool = { _ in true }
  ) throws(FileDistillationError) -> DistilledStudent {
    try checkOutputs()
    let data = try read()
    let distillation: Distillation
    do throws(DistillationError) { distillation = try Distillation(data, options) } catch {
      throw .distillation(error)
    }
    let student: DistilledStudent
    let checkpoints = try self.checkpoints(distillation)
    do throws(DistillationError) {
      student = try distillation.finish(
        try distillation.train(checkpoints: checkpoints, host: .system, progress: progress))
      if let limit = options.maximumDrop { try student.quantized.fidelity.check(limit) }
    } catch { throw .distillation(error) }
    try write(student)
    removeCheckpoints()
    return student
  }

  /// Finds out whether the files can be made, before the work for them is done.
  ///
  /// - Throws: `FileDistillationError.output`.
  public func checkOutputs() throws(FileDistillationError) {
    let checkpoint = checkpointEvery == nil ? [] : [checkpointPath]
    for path in [modelPath, studentPath] + checkpoint {
      do throws(OutputFault) { try checkOutput(path, besides: inputPaths) } catch {
        throw .output(error)
      }
    }
  }

  /// Writes both files, or none that was not there.
  ///
  /// - Throws: `FileDistillationError`: `distillation` or `write`.
  public func write(_ student: DistilledStudent) throws(FileDistillationError) {
    let float: [UInt8]
    do throws(DistillationError) { float = try student.studentFile() } catch {
      throw .distillation(error)
    }
    do throws(FileError) {
      try writePair((studentPath, float), (modelPath, student.quantized.bytes))
    } catch { throw .write(error) }
  }
}
