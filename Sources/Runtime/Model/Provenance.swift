// What tools show of a model. The file was checked whole, so walking it again cannot fail.

extension Model {
  /// Name and version of the program that wrote the file.
  public var tool: UnsafeBufferPointer<UInt8> { text(provenance.tool) }
  /// SHA-256 of the training data, in hexadecimal.
  public var dataSHA256: UnsafeBufferPointer<UInt8> { text(provenance.dataSHA256) }
  /// File name of the teacher's soft labels; empty for none.
  public var teacher: UnsafeBufferPointer<UInt8> { text(provenance.teacher) }
  public var teacherSHA256: UnsafeBufferPointer<UInt8> { text(provenance.teacherSHA256) }
  public var seed: Int { provenance.seed }
  public var settingCount: Int { provenance.settingCount }
  public var metricCount: Int { provenance.metricCount }
  /// Golden vectors in the file.
  public var goldenVectorCount: Int { goldenCount }

  /// Training option `index`: its name and value in UTF-8.
  public func setting(
    _ index: Int
  ) -> (name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
    let runs = walk(provenance.settingOffset, 0x44, strings: 2, vector: false, to: index)
    return (text(runs.first), text(runs.second))
  }

  /// Metric `index`: its name in UTF-8 and the bit pattern of its float32 value.
  public func metric(_ index: Int) -> (name: UnsafeBufferPointer<UInt8>, valueBits: UInt32) {
    let runs = walk(provenance.metricOffset, 0x44, strings: 1, vector: false, to: index)
    return (text(runs.first), runs.lastField)
  }

  /// Golden vector `index`: a text made from the vocabulary; its logits are `goldenLogit`.
  public func golden(
    _ index: Int
  ) -> (item: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>) {
    let runs = walk(goldenOffset, 0x444, strings: 2, vector: true, to: index)
    return (text(runs.first), text(runs.second))
  }

  /// The exact logit of class `label` for golden vector `index`.
  public func goldenLogit(_ index: Int, _ label: Int) -> Int32 {
    int32(walk(goldenOffset, 0x444, strings: 2, vector: true, to: index).vector.offset, label)
  }

  private struct Walked {
    var first = FileRange(offset: 0, count: 0)
    var second = FileRange(offset: 0, count: 0)
    var vector = FileRange(offset: 0, count: 0)
    var lastField: UInt32 = 0
  }

  /// Reads tables of `widths` from `offset` up to table `index`: strings, then maybe a vector.
  private func walk(
    _ offset: Int, _ widths: UInt64, strings: Int, vector: Bool, to index: Int
  ) -> Walked {
    var cursor = FileCursor(bytes, at: offset)
    var walked = Walked()
    do throws(Refusal) {
      for _ in 0...index {
        let table = try cursor.table(widths, from: nil, of: .provenance)
        walked.lastField = cursor.word(at: table.position(Fields.count(widths) - 1))
        walked.first = try cursor.string(from: table.position(0), of: .provenance)
        if strings == 2 {
          walked.second = try cursor.string(from: table.position(1), of: .provenance)
        }
        if vector {
          walked.vector = try cursor.vector(4, from: table.position(2), of: .provenance)
        }
      }
    } catch {
      preconditionFailure("the model's bytes changed after they were checked")
    }
    return walked
  }
}
