/// How this tool was built.
enum Build {
  /// Whether it was built without optimisation, so that its times mean nothing.
  static let isDebug: Bool = {
    var isDebug = false
    // The condition is evaluated in debug builds only.
    assert(
      {
        isDebug = true
        return true
      }())
    return isDebug
  }()
}
