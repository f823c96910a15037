import KDCommon
import KDQuantize
import KDRuntime

/// The bytes of a float student's `.safetensors` file, by docs/FORMAT.md.
///
/// Names and shapes are PyTorch's, so that `load_state_dict` of a module with the children
/// `embedding`, `lstm`, `dense1` and `dense2` takes it as it is. The same arguments always give
/// the same bytes.
/// - Throws: `SafetensorsError` for a weight or metric that is infinite or not a number, and for a
///   configuration beyond the format's sizes.
public func encodeSafetensors(
  _ student: FloatStudent, _ provenance: Provenance
) throws(SafetensorsError) -> [UInt8] {
  do { try student.configuration.check() } catch { throw .badConfiguration(error) }
  for metric in provenance.metrics where !metric.value.isFinite {
    throw .badEntry(name: metric.name, expected: "a finite metric", found: "\(metric.value)")
  }
  let metadata = [
    ("configuration", configurationJSON(student.configuration)), ("format", "pt"),
    ("provenance", provenanceJSON(provenance)),
  ]
  let strings = metadata.map { "\(quotedJSON($0.0)):\(quotedJSON($0.1))" }.joined(separator: ",")
  var entries = ["\"__metadata__\":{\(strings)}"]
  var data: [UInt8] = []
  for tensor in StoredTensor.all(of: student) {
    let start = data.count
    for (index, element) in tensor.elements.enumerated() {
      guard element.isFinite else { throw .notFinite(tensor: tensor.name, index: index) }
      withUnsafeBytes(of: element.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    entries.append(
      "\"\(tensor.name)\":{\"dtype\":\"F32\",\"shape\":[\(listed(tensor.shape))],"
        + "\"data_offsets\":[\(start),\(data.count)]}")
  }
  var header = Array("{\(entries.joined(separator: ","))}".utf8)
  while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
  return withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header + data
}

private func listed(_ sizes: [Int]) -> String {
  sizes.map(String.init).joined(separator: ",")
}

private func configurationJSON(_ configuration: StudentConfiguration) -> String {
  "{\"architecture\":\(quotedJSON(configuration.architecture.rawValue))"
    + ",\"dense_size\":\(configuration.denseSize)"
    + ",\"embedding_size\":\(configuration.embeddingSize)"
    + ",\"hidden_size\":\(configuration.hiddenSize)"
    + ",\"items\":\(quotedJSON(configuration.items))"
    + ",\"labels\":\(quotedJSON(configuration.labels))"
    + ",\"max_tokens\":\(configuration.maxTokens)"
    // Left out of files that are as they were before there were others.
    + (configuration.rules == .words1 ? "" : ",\"rules\":\(configuration.rules.rawValue)")
    + ",\"words\":\(quotedJSON(configuration.words))}"
}

private func provenanceJSON(_ provenance: Provenance) -> String {
  let metrics = provenance.metrics.map { "[\(quotedJSON($0.name)),\($0.value)]" }
  let settings = provenance.settings.map { "[\(quotedJSON($0.name)),\(quotedJSON($0.value))]" }
  return "{\"data_sha256\":\(quotedJSON(provenance.dataSHA256))"
    + ",\"metrics\":[\(metrics.joined(separator: ","))]"
    + ",\"seed\":\(provenance.seed)"
    + ",\"settings\":[\(settings.joined(separator: ","))]"
    + ",\"teacher\":\(quotedJSON(provenance.teacher))"
    + ",\"teacher_sha256\":\(quotedJSON(provenance.teacherSHA256))"
    + ",\"tool\":\(quotedJSON(provenance.tool))}"
}
