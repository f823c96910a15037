import KDCommon
import KDData
import KDExport

/// A teacher's hidden states of training responses, as read from a safetensors file whose tensor
/// `hidden` [N, D] has the N rows of the teacher's JSON Lines, in their order.
///
/// Normalised over the training responses: the mean state is taken off, and all is divided by one
/// number, the root mean square of what is left. So a projection that knows only the mean has an
/// MSE of 1 for any teacher, and units that vary more count for more, as they do in the teacher.
public struct HiddenStates: Sendable {
  /// D.
  public let width: Int
  /// Normalised, by response id; of training responses only.
  public let rows: [String: [Float]]
  /// SHA-256 (hex) of the file.
  public let sha256: String

  /// Larger states are refused: a projection of them would dwarf the student.
  public static let maximumWidth = 16_384

  /// - Parameters:
  ///   - bytes: The file's.
  ///   - path: For messages.
  ///   - teacher: Read from the JSON Lines that the file belongs to.
  /// - Throws: `badData` when it is no safetensors file, has no `hidden` of the right shape and a
  ///   floating-point type, holds a number that is not finite, or says the same of all training
  ///   responses.
  /// - Complexity: O(bytes).
  public init(
    _ bytes: [UInt8], path: String, teacher: SoftLabels, training: [Response]
  ) throws(DataError) {
    let (values, width) = try Self.values(path, bytes, teacher)
    let ids = training.map { $0.id }.filter { teacher.places[$0] != nil }
    func row(_ id: String) -> ArraySlice<Float> {
      let first = teacher.places[id]! * width
      return values[first..<first + width]
    }
    var mean = [Double](repeating: 0, count: width)
    for id in ids {
      for (d, value) in row(id).enumerated() { mean[d] += Double(value) }
    }
    mean = mean.map { $0 / Double(max(ids.count, 1)) }
    var square = 0.0
    for id in ids {
      for (value, mean) in zip(row(id), mean) {
        square += (Double(value) - mean) * (Double(value) - mean)
      }
    }
    let scale = (square / Double(max(ids.count * width, 1))).squareRoot()
    guard scale > 0 && scale.isFinite else {
      throw .bad(
        path, nil, "\"hidden\" is the same for all training responses",
        expected: "states that differ")
    }
    var rows: [String: [Float]] = [:]
    for id in ids { rows[id] = zip(row(id), mean).map { Float((Double($0) - $1) / scale) } }
    self.rows = rows
    self.width = width
    sha256 = KDCommon.sha256(bytes)
  }

  /// All elements of `hidden`, checked, and its width.
  private static func values(
    _ path: String, _ bytes: [UInt8], _ teacher: SoftLabels
  ) throws(DataError) -> ([Float], Int) {
    let file: SafetensorsFile
    do throws(SafetensorsError) {
      file = try SafetensorsFile(bytes)
    } catch { throw .bad(path, nil, "\(error)") }
    guard let tensor = file["hidden"] else {
      throw .bad(
        path, nil, "no tensor \"hidden\"", expected: "one of shape [\(teacher.rowCount), D]",
        got: file.tensors.isEmpty ? "no tensor" : listed(file.tensors.map { $0.name }))
    }
    guard tensor.shape.count == 2, (1...maximumWidth).contains(tensor.shape[1]) else {
      throw .bad(
        path, nil, "wrong shape of \"hidden\"",
        expected: "[\(teacher.rowCount), D] with D from 1 to \(maximumWidth)",
        got: "\(tensor.shape)")
    }
    guard tensor.shape[0] == teacher.rowCount else {
      throw .bad(
        path, nil, "wrong number of rows of \"hidden\"",
        expected: "\(teacher.rowCount), as in \(printable(teacher.path))",
        got: "\(tensor.shape[0])")
    }
    guard let values = file.floats(of: tensor) else {
      throw .bad(
        path, nil, "wrong type of \"hidden\"", expected: "F16, BF16, F32 or F64",
        got: tensor.type.rawValue)
    }
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw .bad(
        path, nil, "\"hidden\" is not finite",
        expected: "finite numbers",
        got: "\(values[index]) in row \(index / tensor.shape[1]), column \(index % tensor.shape[1])"
      )
    }
    return (values, tensor.shape[1])
  }
}
