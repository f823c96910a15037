import KDQuantize
import KDRuntime

extension QuantizedLayer {
  /// Its table in the model file.
  var table: FlatValue {
    .table(LayerField.self) { field in
      switch field {
      case .kind: .uint8(kind.rawValue)
      case .activation: .uint8(activation.rawValue)
      case .inputBits: .uint8(UInt8(inputBits))
      case .outputBits: .uint8(UInt8(outputBits))
      case .shift: .uint8(UInt8(shift))
      case .inputs: .uint16(UInt16(inputs))
      case .outputs: .uint16(UInt16(outputs))
      case .inputLimit: .int32(inputLimit)
      case .sumMaximum: .float(sumMaximum)
      case .outputMaximum: .float(outputMaximum)
      case .sumBounds: .uint32s(sumBounds)
      case .weights: .tables(weights.map { $0.table })
      case .bias: .int32s(bias)
      }
    }
  }

  /// Refuses what the model file does not allow.
  func check() throws(ExportError) {
    for maximum in [sumMaximum, outputMaximum] {
      guard maximum.isFinite, maximum >= 0 else {
        throw .notFinite(what: "calibrated maximum of \(kind)")
      }
    }
  }
}

extension QuantizedMatrix {
  /// Its table in the model file.
  fileprivate var table: FlatValue {
    precondition(values.count == rows * columns, "rows × columns values")
    precondition(multipliers.count == rows, "one multiplier a row")
    return .table(MatrixField.self) { field in
      switch field {
      case .rows: .uint32(UInt32(rows))
      case .columns: .uint32(UInt32(columns))
      case .fractionBits: .uint8(UInt8(fractionBits))
      case .multipliers: .uint16s(multipliers)
      case .values: .alignedInt8s(values)
      }
    }
  }
}
