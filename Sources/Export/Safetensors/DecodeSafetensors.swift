import KDQuantize

/// The student and its history in a `.safetensors` file, by docs/FORMAT.md.
///
/// Any bytes give a student or one error. Elements may be F32, F16, BF16 or F64; the two biases
/// of an LSTM are added.
/// - Throws: `SafetensorsError`; nothing else, whatever the bytes.
public func decodeSafetensors(
  _ bytes: [UInt8]
) throws(SafetensorsError) -> (FloatStudent, Provenance) {
  let file = try SafetensorsFile(bytes)
  let configuration = try MetadataObject("configuration", in: file).configuration()
  let hasProvenance = file.metadata["provenance"] != nil
  let provenance =
    hasProvenance ? try MetadataObject("provenance", in: file).provenance() : Provenance()

  var names: Set<String> = []
  var parameters: [Float] = []
  for tensor in ParameterLayout(configuration).tensors {
    names.insert(tensor.name)
    var elements = try file.elements(tensor.name, tensor.shape)
    if let second = tensor.role.secondBiasName {
      names.insert(second)
      for (index, bias) in try file.elements(second, tensor.shape).enumerated() where bias != 0 {
        elements[index] += bias
        guard elements[index].isFinite else { throw .notFinite(tensor: second, index: index) }
      }
    }
    parameters += elements
  }
  for tensor in file.tensors where !names.contains(tensor.name) {
    throw .unexpected(name: tensor.name)
  }
  return (FloatStudent(configuration, parameters: parameters), provenance)
}

extension SafetensorsFile {
  /// The finite elements of the tensor called `name`, which must have this shape.
  fileprivate func elements(_ name: String, _ shape: [Int]) throws(SafetensorsError) -> [Float] {
    guard let tensor = self[name] else { throw .missing(name: name) }
    guard tensor.shape == shape else {
      throw .wrongShape(tensor: name, expected: shape, found: tensor.shape)
    }
    guard let elements = floats(of: tensor) else {
      throw .badEntry(
        name: name, expected: "F32, F16, BF16 or F64", found: tensor.type.rawValue)
    }
    if let index = elements.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(tensor: name, index: index)
    }
    return elements
  }
}
