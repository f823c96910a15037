import KDData
import KDQuantize
import KDRuntime

/// Responses as token ids, for training and calibration.
public struct EncodedResponses: Sendable {
  /// One a response; those without a word that the student reads are left out.
  public private(set) var examples: [TrainingExample] = []
  /// Responses to an item that the student does not know.
  public private(set) var unknownItemCount = 0

  /// - Parameters:
  ///   - soft: the teacher's probabilities by response id.
  ///   - hidden: each teacher's hidden states.
  /// - Complexity: O(text).
  public init(
    _ responses: [Response], _ configuration: StudentConfiguration, soft: [String: [Float]] = [:],
    hidden: [HiddenStates] = []
  ) {
    let encoder = TokenEncoder(configuration)
    var classes: [String: Int] = [:]
    for (index, label) in configuration.labels.enumerated() where classes[label] == nil {
      classes[label] = index
    }
    for response in responses {
      let encoded = response.inputs.map { encoder.encode($0, item: response.item) }
      if encoded[0].reason == .unknownItem { unknownItemCount += 1 }
      // Responses without a word were left out when the data was read.
      guard encoded.allSatisfy({ $0.reason.isScored }) else { continue }
      let label =
        response.isChoice
        ? response.label.flatMap { Int($0) }.map { $0 - 1 }
        : response.label.flatMap { classes[$0] }
      examples.append(
        TrainingExample(
          inputs: encoded.map { $0.tokens }, label: label ?? -1,
          soft: soft[response.id].map { row in
            response.isChoice ? Array(row.prefix(response.options.count)) : row
          } ?? [],
          hidden: hidden.map { $0.rows[response.id] ?? [] }))
    }
  }
}
