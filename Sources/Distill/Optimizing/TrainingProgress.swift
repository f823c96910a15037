/// Where training stands, for a progress line; of several starts at once, the first is shown.
public struct TrainingProgress: Sendable {
  /// 1 … `starts`.
  public var start = 1
  /// How often training begins.
  public var starts = 1
  /// 1 … `epochs`.
  public var epoch = 0
  /// Most epochs of a start.
  public var epochs = 0
  /// Steps of this epoch that are done.
  public var batch = 0
  /// Steps of an epoch.
  public var batches = 0
  /// Mean training loss so far in this epoch.
  public var loss = 0.0
  /// Of the last finished epoch; NaN before the first.
  public var validationLoss = Double.nan
  /// Of the last finished epoch, 0 … 1; NaN before the first.
  public var validationAccuracy = Double.nan
  /// Training responses that this start has seen, each as often as it was seen.
  public var responses = 0
  /// Of the most epochs of all starts together, those that are done: 0 … 1.
  public var share = 0.0
  /// Training responses a second in all starts together.
  public var responsesPerSecond = 0.0
  /// Seconds since the first start began.
  public var elapsed = 0.0
}
