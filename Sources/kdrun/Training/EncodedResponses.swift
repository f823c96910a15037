import KDDistill
import KDQuantize

/// Responses as token ids, for training and calibration.
struct EncodedResponses {
  var examples: [Example] = []
  /// Of an item that the student does not know.
  var unknownItemCount = 0

  /// - Parameters:
  ///   - soft: the teacher's probabilities by response id.
  ///   - hidden: each teacher's hidden states.
  init(
    _ responses: [Response], _ configuration: StudentConfiguration, soft: [String: [Float]] = [:],
    hidden: [HiddenStates] = []
  ) {
    let encoder = TokenEncoder(configuration)
    let classes = Dictionary(
      configuration.labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for response in responses {
      let encoded = encoder.encode(response.text, item: response.item)
      if encoded.reason == .unknownItem { unknownItemCount += 1 }
      // Responses without a word were left out when the data was read.
      guard encoded.reason.isScored else { continue }
      examples.append(
        Example(
          tokens: encoded.tokens, label: response.label.flatMap { classes[$0] } ?? -1,
          soft: soft[response.id] ?? [], hidden: hidden.map { $0.rows[response.id] ?? [] }))
    }
  }
}
