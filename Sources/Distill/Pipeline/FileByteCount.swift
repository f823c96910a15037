import KDExport
import KDQuantize

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
    let metrics = Fidelity.metricNames.map { (name: $0, value: Float(0)) }
    do throws(ExportError) {
      return try makeModelFile(quantized, provenance(result).with(metrics)).count
    } catch { throw .model(error) }
  }
}
