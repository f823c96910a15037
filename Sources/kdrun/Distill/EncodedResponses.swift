import KDData
import KDDistill
import KDQuantize

/// Responses as token ids, for training and calibration.
struct EncodedResponses {
  var examples: [TrainingExample] = []
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
      let encoded = response.inputs.map { encoder.encode($0, item: response.item) }
      if encoded[0].reason == .unknownItem { unknownItemCount += 1 }
      // Responses without a word were left out when the data was read.
      guard encoded.allSatisfy(\.reason.isScored) else { continue }
      let label =
        response.isChoice
        ? response.label.flatMap(Int.init).map { $0 - 1 }
        : response.label.flatMap { classes[$0] }
      examples.append(
        TrainingExample(
          inputs: encoded.map(\.tokens), label: label ?? -1,
          soft: soft[response.id].map { row in
            response.isChoice ? Array(row.prefix(response.options.count)) : row
          } ?? [],
          hidden: hidden.map { $0.rows[response.id] ?? [] }))
    }
  }
}
