/// Whether labels are grades, of which one is above the other by so much, or classes without an order.
public enum LabelScale: Sendable, Equatable {
  /// The value of each label, in class order.
  case grades([Double])
  /// No order is known, so no kappa is.
  case classes

  /// Numbers are grades of their value, labels of a stated order of their place in it; others are
  /// classes.
  ///
  /// - Parameter order: from the lowest to the highest; nil: not stated.
  public init(_ labels: [String], order: [String]? = nil) {
    let stated = places(of: (order ?? []).map(canonicalLabel))
    let ordered = labels.compactMap { stated[canonicalLabel($0)] }
    if !labels.isEmpty && ordered.count == labels.count {
      self = .grades(ordered.map { Double($0) })
    } else {
      self = numericValues(labels).map { .grades($0) } ?? .classes
    }
  }

  /// The value of each label; nil for classes.
  public var values: [Double]? { if case .grades(let values) = self { values } else { nil } }
}
