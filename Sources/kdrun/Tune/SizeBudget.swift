import KDData
import KDDistill

/// The most words with which a model file fits a number of bytes.
enum SizeBudget {
  /// For settings whose names and values take more room in the file than the defaults.
  private static let spare = 256

  /// Nil when there is no need to say so.
  static func words(_ plan: TunePlan, _ data: DistillationData) throws(Failure) -> Int? {
    guard let budget = plan.byteCount else { return nil }
    let standard = try TrainingPlan(plan.arguments(1))
    func byteCount(_ words: Int?) throws(Failure) -> Int {
      var plan = standard
      plan.files.options.configuration.vocabularySize = words
      let distillation = try plan.distillation(data)
      return try telling { () throws(DistillationError) in
        try distillation.fileByteCount() + spare
      }
    }
    if try byteCount(nil) <= budget { return nil }
    let smallest = try byteCount(1)
    guard smallest <= budget else {
      throw .badValue(
        option: "--budget-bytes", expected: "at least \(smallest)", got: "\(budget)")
    }
    var fits = 1
    var tooMany: Int
    do throws(DataError) {
      tooMany = try makeConfiguration(
        train: data.split.train, options: standard.files.options.configuration
      )
      .words.count
    } catch { throw Failure(error) }
    while tooMany - fits > 1 {
      let middle = (fits + tooMany) / 2
      if try byteCount(middle) <= budget { fits = middle } else { tooMany = middle }
    }
    return fits
  }
}
