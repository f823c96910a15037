/// A JSON value whose members keep their order.
package enum JSON {
  case null
  case bool(Bool)
  case integer(Int)
  /// Written with as many digits as it takes to read the same number; null when not finite.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  /// The text on one line.
  package var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .number(let value): value.isFinite ? "\(value)" : "null"
    case .string(let value): quotedJSON(value)
    case .array(let values): "[" + values.map { $0.text }.joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { quotedJSON($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
    }
  }

  /// A float32 with the digits that it takes, not those of the double it would become.
  package static func number(_ value: Float) -> JSON {
    value.isFinite ? .number(Double("\(value)") ?? Double(value)) : .null
  }
}
