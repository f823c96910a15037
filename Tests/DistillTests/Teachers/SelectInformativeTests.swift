import Foundation
import KDCommon
import KDData
import KDDistill
import TestSupport
import Testing

@Suite struct SelectInformativeTests {
  private static let header = "id,text,label\n"

  /// Labelled a and b, and five without a label of which `none` has no soft labels.
  private func split(_ change: (inout LoadOptions) -> Void = { _ in }) throws -> DataSplit {
    let folder = try Folder()
    _ = try folder.write(
      "train.csv", Self.header + "u1,one,\na,two,0\nu2,three,\nb,four,1\nu3,five,\n")
    _ = try folder.write("dev.csv", Self.header + "d,six,1\n")
    var options = LoadOptions()
    options.allowsUnlabelled = true
    options.poolPath = try folder.write("pool.csv", "id,text\nu4,seven\nnone,eight\n")
    change(&options)
    return try loadData(folder.path, options: options)
  }

  private func teacher(_ rows: [(String, String)], for data: DataSplit) throws -> TeacherMix {
    let folder = try Folder()
    let lines = rows.map { "{\"id\":\"\($0)\",\"probs\":{\($1)}}\n" }.joined()
    let path = try folder.write("t.jsonl", lines)
    let labels = try SoftLabels(path: path, labels: data.labels, for: data.train + data.dev)
    return try TeacherMix([labels], .uniform, validation: data.dev)
  }

  private static let rows = [
    ("u1", "\"0\":0.8,\"1\":0.2"), ("u2", "\"0\":0.4,\"1\":0.6"), ("u3", "\"0\":0.9,\"1\":0.1"),
    ("u4", "\"0\":0.8,\"1\":0.2"), ("a", "\"0\":0.5,\"1\":0.5"),
  ]

  @Test func aPoolIsTrainedOn() throws {
    let data = try split()
    #expect(data.train.map(\.id) == ["u1", "a", "u2", "b", "u3", "u4", "none"])
    #expect(data.train.last?.label == nil)
    #expect(data.labels == ["0", "1"])
    let without = try split { $0.poolPath = nil }
    #expect(without.train.count == 5)
    #expect(without.sha256 != data.sha256)
  }

  /// H(0.9) = 0.325 < H(0.8) = 0.500 < H(0.6) = 0.673: label 0 gives u3, label 1 its only one, u2,
  /// then label 0 gives u1, before u4 of the same entropy.
  @Test func eachLabelsSurestAreKeptInTheirOrder() throws {
    for (count, kept) in [
      (1, ["u3"]), (2, ["u2", "u3"]), (3, ["u1", "u2", "u3"]), (4, ["u1", "u2", "u3", "u4"]),
    ] {
      var data = try split()
      let mix = try teacher(Self.rows, for: data)
      try data.selectInformative(count, mix)
      #expect(data.train.map(\.id).filter { $0.hasPrefix("u") } == kept)
      #expect(data.train.count { $0.label != nil } == 2, "labelled ones always stay")
      #expect(data.notSelected == 5 - count)
    }
  }

  @Test func tooFewToSelectFrom() throws {
    var data = try split()
    let mix = try teacher(Self.rows, for: data)
    do throws(DataError) {
      try data.selectInformative(5, mix)
      Issue.record("not refused")
    } catch {
      #expect(
        "\(error)"
          == "training responses: too few without a label to select from, "
          + "expected at least 5 that a teacher has a row for, got 4")
    }
  }

  @Test func aPoolHasNoLabelsAndIdsOfItsOwn() throws {
    let folder = try Folder()
    for (text, message) in [
      (
        "id,text,label\nx,one,\ny,two,1\n",
        ":3: row \"y\" of the pool has a label, expected none, got \"1\""
      ),
      ("id,text\nx,one\na,two\n", ":3: id \"a\" is also in "),
    ] {
      let path = try folder.write("p.csv", text)
      do {
        _ = try split { $0.poolPath = path }
        Issue.record("not refused")
      } catch { #expect("\(error)".contains("p.csv" + message), "\(error)") }
    }
  }
}
