import KDCommon
import KDQuantize

/// SHA-256 (hex) of all that training reads: the student's words, items and labels, and the parts
/// of the data as token ids with their labels, soft labels and hidden states.
public func digest(_ configuration: StudentConfiguration, _ parts: [[TrainingExample]]) -> String {
  var writer = CheckpointWriter()
  for names in [configuration.words, configuration.items, configuration.labels] {
    writer.add(names.count)
    for name in names { writer.add(name) }
  }
  for examples in parts {
    writer.add(examples.count)
    for example in examples {
      writer.add(example.inputs.count)
      for tokens in example.inputs {
        writer.add(tokens.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
      }
      writer.add(example.label)
      writer.add(example.soft)
    }
  }
  // Behind all else, and only where there are any: digests of data without them stay what they were.
  if parts.contains(where: { $0.contains { !$0.hidden.isEmpty } }) {
    for example in parts.joined() {
      writer.add(example.hidden.count)
      for state in example.hidden { writer.add(state) }
    }
  }
  return sha256(writer.bytes)
}
