import KDExport

/// A distilled student, and how it came to be.
public struct DistilledStudent: Sendable {
  /// The float student and its training.
  public let training: TrainingResult
  /// The int8 model: the bytes of the `.kdm` file, the provenance and the fidelity.
  public let quantized: QuantizedModel
  /// What a linear model of the words makes of the same training responses; nil for choice questions.
  public let baseline: LinearBaseline?

  /// The bytes of the float student's `.safetensors` file, with the same provenance.
  ///
  /// - Throws: `DistillationError.student`.
  public func studentFile() throws(DistillationError) -> [UInt8] {
    do throws(SafetensorsError) {
      return try encodeSafetensors(training.student, quantized.provenance)
    } catch { throw .student(error) }
  }
}
