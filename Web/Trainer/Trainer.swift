// The training core as functions for a page or for Node: texts of data files in, the bytes of a
// `.kdm` out. Memory for them comes from `kdweb_allocate`; nothing is ever taken back.

import KDData
import KDDistill

nonisolated(unsafe) private var files: [String: [UInt8]] = [:]
/// The model, or why there is none.
nonisolated(unsafe) private var result: [UInt8] = []

/// Keeps a file: `train.csv`, `dev.csv`, or `teacher.jsonl`.
@_cdecl("kdtrain_add_file")
public func addFile(
  _ name: UnsafePointer<UInt8>, _ nameCount: Int, _ bytes: UnsafePointer<UInt8>, _ count: Int
) {
  let name = String(decoding: UnsafeBufferPointer(start: name, count: nameCount), as: UTF8.self)
  files[name] = Array(UnsafeBufferPointer(start: bytes, count: count))
}

/// Distils as `kdrun distill FOLDER --teacher teacher.jsonl --item-token --starts … --epochs … --seed …`
/// does; true when `kdtrain_result` is a model, false when it is a message.
@_cdecl("kdtrain_run")
public func run(_ starts: Int32, _ epochs: Int32, _ seed: UInt32) -> Bool {
  var options = DistillationOptions()
  options.configuration.itemToken = true
  options.training.starts = Int(starts)
  options.training.epochs = Int(epochs)
  options.training.seed = UInt64(seed)
  options.maximumDrop = nil
  do throws(DistillationError) {
    let student = try Distillation(read(options), options).run(host: .singleThreaded()) { _ in true
    }
    result = student.quantized.bytes
    return true
  } catch {
    result = Array(error.description.utf8)
    return false
  }
}

@_cdecl("kdtrain_result")
public func resultStart() -> UnsafePointer<UInt8> {
  result.withUnsafeBufferPointer { $0.baseAddress! }
}

@_cdecl("kdtrain_result_count")
public func resultCount() -> Int { result.count }

private func read(_ options: DistillationOptions) throws(DistillationError) -> DistillationData {
  do throws(DataError) {
    let train = try responses("train.csv", firstRow: 0)
    let dev = try responses("dev.csv", firstRow: train.rowCount)
    let split = try DataSplit(train: train, dev: dev, test: nil)
    let soft = try SoftLabels(
      files["teacher.jsonl"] ?? [], path: "teacher.jsonl", labels: split.labels,
      for: split.train + split.dev)
    let mix = try TeacherMix([soft], options.teacherWeights, validation: split.dev)
    try mix.check(split.train + split.dev)
    var data = DistillationData(split, teacher: mix)
    data.teacherName = "teacher.jsonl"
    return data
  } catch { throw .data(error) }
}

private func responses(_ name: String, firstRow: Int) throws(DataError) -> DataSet {
  var options = ReadOptions()
  options.allowsUnlabelled = true
  options.firstRow = firstRow
  return try parseResponses(files[name] ?? [], path: name, options: options)
}
