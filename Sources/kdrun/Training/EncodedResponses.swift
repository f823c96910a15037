import KDDistill
import KDQuantize

/// Responses as token ids, for training and calibration.
struct EncodedResponses {
  var examples: [Example] = []
  /// Left out because the student does not know their item.
  var unknownItemCount = 0

  /// - Parameter soft: the teacher's probabilities by response id.
  init(
    _ responses: [Response], _ configuration: StudentConfiguration, soft: [String: [Float]] = [:]
  ) {
    let encoder = TokenEncoder(configuration)
    let classes = Dictionary(
      configuration.labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for response in responses {
      let encoded = encoder.encode(response.text, item: response.item)
      if encoded.reason.isScored {
        examples.append(
          Example(
            tokens: encoded.tokens, label: response.label.flatMap { classes[$0] } ?? -1,
            soft: soft[response.id] ?? []))
      } else {
        unknownItemCount += 1
      }
    }
  }
}
