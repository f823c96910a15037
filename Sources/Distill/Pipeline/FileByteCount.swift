import KDData
import KDExport
import KDQuantize
import KDRuntime

extension Distillation {
  /// The size of the `.kdm` file in bytes. It depends on words, labels and settings, and on no
  /// weight, so nothing is trained.
  ///
  /// - Throws: `DistillationError`: `quantization` or `model`.
  /// - Complexity: O(parameters).
  public func fileByteCount() throws(DistillationError) -> Int {
    let student = FloatStudent.random(
      configuration, seed: options.training.seed, embeddingScale: options.training.embeddingScale)
    let quantized: QuantizedStudent
    do throws(QuantizeError) {
      quantized = try quantize(
        student, calibration: trainingExamples.prefix(1).flatMap { $0.inputs })
    } catch { throw .quantization(error) }
    let result = TrainingResult(student: student, bestEpoch: 1, history: [], wasStopped: false)
    let metrics = metricNames.map { (name: $0, value: Float(0)) }
    do throws(ExportError) {
      return try makeModelFile(quantized, provenance(result).with(metrics)).count
    } catch { throw .model(error) }
  }

  /// Of the figures that the file will hold: kappas are of grades alone.
  private var metricNames: [String] {
    let isFirstFormat = configuration.rules == .words1
    let hasKappa = isFirstFormat || data.split.scale.values != nil
    let kappas = [Fidelity.floatKappaMetric, Fidelity.int8KappaMetric, LinearBaseline.kappaMetric]
    var names = Fidelity.metricNames
    let isLearnt = Set(data.split.train.compactMap { $0.label }).count > 1
    let isJudged = data.split.dev.contains { $0.label != nil }
    if !isFirstFormat && !data.split.isChoice && isLearnt && isJudged {
      names = [LinearBaseline.accuracyMetric, LinearBaseline.kappaMetric] + names
    }
    return names.filter { hasKappa || !kappas.contains($0) }
  }
}
