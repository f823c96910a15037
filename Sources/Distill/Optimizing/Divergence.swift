/// Why training gave up: too many steps had a loss or gradient that was not finite.
///
/// Such a step is dropped, the weights stay what they were. A few can come from one odd batch;
/// many say that the weights themselves have grown beyond what floats can hold.
public struct Divergence: Error, Sendable, Equatable, CustomStringConvertible {
  /// So many dropped steps one after the other end training.
  public static let mostInARow = 20

  /// Of an epoch of `steps` steps, a tenth may be dropped, and one in any case.
  public static func most(ofEpoch steps: Int) -> Int { max(1, steps / 10) }

  /// Steps whose loss or gradient was not finite.
  public var dropped: Int
  /// The steps of the epoch, or `nil` when they were dropped in a row.
  public var of: Int?

  package init(dropped: Int, of steps: Int?) {
    self.dropped = dropped
    of = steps
  }

  /// What is wrong, in one line.
  public var description: String {
    "training broke down: the loss or gradient of \(dropped) "
      + (of.map { "of an epoch's \($0) steps" } ?? "steps in a row") + " was not finite"
  }
}
