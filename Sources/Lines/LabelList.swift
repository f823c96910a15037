#if !KDRUN_TINY
  import KDRuntime

  /// The names of the classes of any student.
  package struct LabelList: LabelNames {
    package let labels: [[UInt8]]

    package init(labels: [[UInt8]]) { self.labels = labels }

    package var labelCount: Int { labels.count }
    package func byteCount(_ index: Int) -> Int { labels[index].count }
    package func put(_ index: Int, _ format: ScoreFormat, to writer: inout ByteWriter) {
      labels[index].withUnsafeBufferPointer { writer.put(label: $0, format) }
    }

    /// The header of the CSV format with its line end.
    package func csvHeader(hasLogits: Bool) -> [UInt8] {
      var line = Array("id,label,confidence,reason".utf8)
      for prefix in hasLogits ? ["p_", "logit_"] : ["p_"] {
        for label in labels {
          let name = Array(prefix.utf8) + label
          line.append(0x2C)
          line += [UInt8](unsafeUninitializedCapacity: 2 * name.count + 2) { memory, count in
            var writer = ByteWriter(memory.baseAddress!)
            name.withUnsafeBufferPointer { writer.put(csv: $0) }
            count = writer.count
          }
        }
      }
      return line + [0x0A]
    }
  }
#endif
