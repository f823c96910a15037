import KDQuantize
import KDRuntime

/// The bytes of a `.kdm` file with golden vectors: up to 8 texts made from the vocabulary, and the
/// logits that the runtime's scalar kernel gives them.
///
/// The same arguments always give the same bytes, and the runtime accepts them.
/// - Throws: `ExportError`.
public func makeModelFile(
  _ student: QuantizedStudent, _ provenance: Provenance
) throws(ExportError) -> [UInt8] {
  let untested = try encodeModel(student, provenance, [])
  let golden = try goldenVectors(untested, student.configuration, provenance.dataSHA256)
  let bytes = try addGolden(
    golden, to: untested, labelCount: student.configuration.labels.count)
  _ = try openModel(bytes) { _ in 0 }
  return bytes
}

private func goldenVectors(
  _ bytes: [UInt8], _ configuration: StudentConfiguration, _ dataSHA256: String
) throws(ExportError) -> [Golden] {
  let scored = try openModel(bytes) { model in
    Result { () throws(ArenaError) in try score(model, configuration, dataSHA256) }
  }
  do { return try scored.get() } catch { throw .notScorable(error) }
}

/// What `body` gives for the model in `bytes`.
private func openModel<Value>(
  _ bytes: [UInt8], _ body: (Model) -> Value
) throws(ExportError) -> Value {
  let result = bytes.withUnsafeBytes { memory -> Result<Value, ModelError> in
    do throws(ModelError) { return .success(body(try Model(memory))) } catch {
      return .failure(error)
    }
  }
  switch result {
  case .success(let value): return value
  case .failure(let error):
    throw .refused(
      section: String(decoding: error.section.name, as: UTF8.self), offset: error.offset)
  }
}

private func score(
  _ model: Model, _ configuration: StudentConfiguration, _ dataSHA256: String
) throws(ArenaError) -> [Golden] {
  // The scalar kernel is the specification; unfolded, it needs the least memory.
  var options = ScorerOptions()
  options.kernel = .scalar
  options.isFolded = false
  var scorer = try Scorer(
    model, options, Arena(byteCount: Scorer.byteCount(model, options)))
  var texts = GoldenTexts(configuration, dataSHA256: dataSHA256)
  var vectors: [Golden] = []
  for index in GoldenTexts.wordCounts.indices {
    var (item, text) = texts.next(index)
    let scored = text.withUTF8 { text in item.withUTF8 { scorer.score(text, item: $0) } }
    // An imported vocabulary may hold words that the scanner reads as separators.
    guard scored.reason.isScored else { continue }
    vectors.append(Golden(item: item, text: text, logits: Array(scorer.logits)))
  }
  return vectors
}
