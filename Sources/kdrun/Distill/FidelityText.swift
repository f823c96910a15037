import KDCommon
import KDDistill

/// How fidelity and the most frequent answer are told.
extension QuantizedModel {
  /// Lines of the report about the validation responses.
  var rows: [(String, String)] { fidelity.rows("dev", byteCount: bytes.count) }
  var json: JSON { fidelity.json(byteCount: bytes.count) }
}

extension Fidelity {
  /// Lines of the report; `part` names the responses.
  ///
  /// - Parameter byteCount: of the model file.
  func rows(_ part: String, byteCount: Int) -> [(String, String)] {
    func four(_ value: Double) -> String { decimal(value, places: 4) }
    func change(_ from: Double, _ to: Double) -> String { signed(to - from, places: 4) }
    return [
      (
        part,
        "accuracy \(four(float.accuracy)) float, \(four(int8.accuracy)) int8"
          + (isOrdered ? "; QWK \(four(float.qwk)) float, \(four(int8.qwk)) int8" : "")
      ),
      (
        "fidelity",
        "agreement \(decimal(100 * agreement, places: 2)) % of \(grouped(count)), change of "
          + "accuracy \(change(float.accuracy, int8.accuracy))"
          + (isOrdered ? ", of QWK \(change(float.qwk, int8.qwk))" : "")
          + ", \(grouped(byteCount)) bytes"
      ),
    ]
  }

  func json(byteCount: Int) -> JSON {
    .object([
      ("n", .integer(count)), ("agreement", .number(agreement)),
      ("accuracy_float", .number(float.accuracy)), ("accuracy_int8", .number(int8.accuracy)),
      ("qwk_float", .number(float.qwk)), ("qwk_int8", .number(int8.qwk)),
      ("bytes", .integer(byteCount)),
    ])
  }
}

extension PopularAnswer {
  private func percent(_ part: Int) -> String {
    decimal(100 * Double(part) / Double(count), places: 1) + " %"
  }

  var text: String {
    "\(printable(label)), \(percent(predicted)) of the scores on dev, "
      + "\(percent(labelled)) of the labels"
  }

  /// One line.
  var warning: String {
    "warning: the student scores \(percent(predicted)) of dev as \(quoted(label)), "
      + "people \(percent(labelled)); --shortcut-penalty works against it"
  }

  var json: JSON {
    .object([
      ("label", .string(label)), ("share", .number(Double(predicted) / Double(count))),
      ("label_share", .number(Double(labelled) / Double(count))),
      ("is_shortcut", .bool(isShortcut)),
    ])
  }
}
