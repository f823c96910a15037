/// A part of a model file, for messages.
public enum ModelSection: UInt8, Sendable {
  case file, identifier, checksum, version, student, labels, tokenizer, words, items
  case layers, layer, layerKind, embedding, biLSTM, inputLimit, pool, dense, logitBits
  case sumBounds, weights, matrix, multipliers, values, bias
  case calibration, provenance, tool, dataSHA256, teacher, teacherSHA256
  case settings, setting, metrics, metric, golden, goldenItem, goldenText, goldenLogits

  /// Its name in messages, in UTF-8; a field has that of the schema.
  public var name: UnsafeBufferPointer<UInt8> {
    let names = UnsafeBufferPointer(
      start: ModelSection.names.utf8Start, count: ModelSection.names.utf8CodeUnitCount)
    return NameList(count: Int(rawValue) + 1, names)[Int(rawValue)]
  }

  /// In the order of the cases. One text, because a switch over them takes three times the room.
  private static let names: StaticString = """
    file
    identifier
    crc
    version
    student
    labels
    tokenizer
    words
    items
    layers
    layer
    layer kind
    embedding
    BiLSTM
    input limit
    pool
    dense
    logit_bits
    sum bounds
    weights
    matrix
    multipliers
    values
    bias
    calibration
    provenance
    tool
    data_sha256
    teacher
    teacher_sha256
    settings
    setting
    metrics
    metric
    golden
    golden item
    golden text
    golden logits
    """
}
