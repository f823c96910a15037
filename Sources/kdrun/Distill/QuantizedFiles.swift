import KDDistill
import KDExport
import KDQuantize

/// A float student and the int8 model made from it, ready to be written.
struct QuantizedFiles {
  let fidelity: Fidelity
  /// With the fidelity's figures added.
  let provenance: Provenance
  /// The bytes of the `.kdm` file.
  let model: [UInt8]

  /// Quantises `student` with the activation scales of `calibration` and compares on `validation`.
  init(
    _ student: FloatStudent, _ provenance: Provenance, calibration: [TrainingExample],
    validation: [TrainingExample]
  ) throws(Failure) {
    let quantized: QuantizedStudent
    do throws(QuantizeError) {
      quantized = try quantize(student, calibration: calibration.flatMap(\.inputs))
    } catch { throw .badData("\(error)") }
    // The figures do not depend on the provenance, so the file is made twice.
    var fidelity = try Fidelity(student, Self.file(quantized, provenance), on: validation)
    self.provenance = Self.provenance(provenance, with: fidelity.metrics)
    model = try Self.file(quantized, self.provenance)
    fidelity.byteCount = model.count
    self.fidelity = fidelity
  }

  private static func file(
    _ student: QuantizedStudent, _ provenance: Provenance
  ) throws(Failure) -> [UInt8] {
    do {
      return try makeModelFile(student, provenance)
    } catch { throw .badData("\(error)") }
  }

  /// Replaces the figures of the same names, in place, and adds the others at the end.
  private static func provenance(
    _ provenance: Provenance, with metrics: [(name: String, value: Float)]
  ) -> Provenance {
    var result = provenance
    for metric in metrics {
      if let index = result.metrics.firstIndex(where: { $0.name == metric.name }) {
        result.metrics[index] = metric
      } else {
        result.metrics.append(metric)
      }
    }
    return result
  }
}
