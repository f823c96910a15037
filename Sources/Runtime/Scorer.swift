public struct Scorer: ~Copyable {
  /// Longer texts are not scored (`Reason.tooLong`).
  public static let maximumByteCount = 1 << 20
}
