import KDExport
import KDQuantize
import KDRuntime

/// An int8 model made from a float student, ready to be written.
public struct QuantizedModel: Sendable {
  /// The comparison of both on the validation responses.
  public let fidelity: Fidelity
  /// The provenance given, with the fidelity's figures added.
  public let provenance: Provenance
  /// The bytes of the `.kdm` file.
  public let bytes: [UInt8]

  /// Quantises `student` with the activation scales of `calibration` and compares on `validation`.
  ///
  /// - Throws: `DistillationError`: `quantization` or `model`.
  public init(
    _ student: FloatStudent, _ provenance: Provenance, calibration: [TrainingExample],
    validation: [TrainingExample]
  ) throws(DistillationError) {
    let quantized: QuantizedStudent
    do throws(QuantizeError) {
      quantized = try quantize(student, calibration: calibration.flatMap { $0.inputs })
    } catch { throw .quantization(error) }
    do throws(ExportError) {
      // Scores depend on neither provenance nor golden vectors.
      let bare = try encodeModel(quantized, Provenance(), [])
      fidelity = try Self.fidelity(student, bare, validation, provenance.labelOrder)
      let isFirstFormat = student.configuration.rules == .words1
      self.provenance = provenance.with(fidelity.metrics(isFirstFormat: isFirstFormat))
      bytes = try makeModelFile(quantized, self.provenance)
    } catch { throw .model(error) }
  }

  /// The comparison on other responses.
  ///
  /// - Parameter student: the one that this was made from.
  /// - Throws: `DistillationError.model`.
  public func fidelity(
    to student: FloatStudent, on examples: [TrainingExample]
  ) throws(DistillationError) -> Fidelity {
    do throws(ExportError) {
      return try Self.fidelity(student, bytes, examples, provenance.labelOrder)
    } catch { throw .model(error) }
  }

  private static func fidelity(
    _ student: FloatStudent, _ file: [UInt8], _ examples: [TrainingExample], _ order: [String]?
  ) throws(ExportError) -> Fidelity {
    // The model's bytes are only good within the closure, and so is its scorer.
    let result = file.withUnsafeBytes { bytes -> Result<Fidelity, ExportError> in
      let model: Model
      do throws(ModelError) { model = try Model(bytes) } catch {
        return .failure(
          .refused(
            section: String(decoding: error.section.name, as: UTF8.self), offset: error.offset))
      }
      do throws(ArenaError) {
        return .success(try Fidelity(student, model, on: examples, order: order))
      } catch { return .failure(.notScorable(error)) }
    }
    return try result.get()
  }
}

extension Provenance {
  /// Replaces the figures of the same names, in place, and adds the others at the end.
  func with(_ metrics: [(name: String, value: Float)]) -> Provenance {
    var result = self
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
