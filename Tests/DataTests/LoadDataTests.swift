import Foundation
import KDCommon
import KDData
import TestSupport
import Testing

private let header = "id,item,text,label\n"

/// A file of `count` labelled responses of two items with labels 0 (most), 1 and 2.
private func graded(_ count: Int) -> String {
  header
    + (0..<count).map { row in
      "r\(row),\(row % 2 == 0 ? "p" : "q"),word\(row),\(row % 10 / 5 + row % 20 / 19)\n"
    }.joined()
}

private func load(
  _ folder: Folder, _ file: String = "", _ change: (inout LoadOptions) -> Void = { _ in }
) throws -> DataSplit {
  var options = LoadOptions()
  change(&options)
  return try loadData(file.isEmpty ? folder.path : folder.path + "/" + file, options: options)
}

@Suite struct LoadDataTests {
  @Test func readsAFolder() throws {
    let folder = try Folder()
    let train = header + "a,q,one,1\nb,q,two,0\nc,q,,0\n"
    let dev = "{\"id\":\"d\",\"item\":\"q\",\"text\":\"three\",\"label\":1}\n"
    _ = try folder.write("train.csv", train)
    _ = try folder.write("dev.jsonl", dev)
    let split = try load(folder)
    #expect(split.train.map(\.id) == ["a", "b"])
    #expect(split.dev.map(\.id) == ["d"])
    #expect(split.test.isEmpty)
    #expect(split.droppedEmpty == 1)
    #expect(split.labels == ["0", "1"])
    #expect(split.sha256 == sha256(Array((train + dev).utf8)))
    _ = try folder.write("test.tsv", "text\tlabel\nfour\t0\n")
    let withTest = try load(folder)
    #expect(withTest.test == [Response(id: "5", item: "", text: "four", label: "0")])
    #expect(withTest.sha256 == split.sha256)
  }

  @Test func numbersRowsWithoutIdsOverAllParts() throws {
    let folder = try Folder()
    _ = try folder.write("train.csv", "text,label\none,1\n?,1\ntwo,2\n")
    _ = try folder.write("dev.csv", "text,label\nthree,1\n")
    let split = try load(folder)
    #expect(split.train.map(\.id) == ["1", "3"])
    #expect(split.dev.map(\.id) == ["4"])
  }

  @Test func refusesBadFolders() throws {
    let folder = try Folder()
    func refused(_ change: (inout LoadOptions) -> Void = { _ in }) -> String {
      refusal(in: folder) { _ = try load(folder, "", change) }
    }
    #expect(
      refusal(in: folder) { _ = try load(folder, "none") } == "D/none: no such file or folder")
    #expect(refused() == "D: the folder has no train.csv, .tsv, .jsonl or .xlsx")
    _ = try folder.write("train.csv", header + "a,q,one,1\nb,q,two,0\n")
    #expect(refused() == "D: the folder has no dev.csv, .tsv, .jsonl or .xlsx")
    _ = try folder.write("dev.csv", header + "c,q,x,1\nd,q,y,2\n")
    #expect(
      refused() == "D/dev.csv:3: label \"2\" is in no training row, expected one of \"0\", \"1\"")
    _ = try folder.write("dev.csv", header + "c,q,x,1\na,q,y,0\n")
    #expect(refused() == "D/dev.csv:3: id \"a\" is also in D/train.csv")
    _ = try folder.write("dev.csv", header + "c,q,x,\n")
    #expect(refused() == "D/dev.csv:2: no row has a label, and no teacher labels them")
    #expect(refused { $0.allowsUnlabelled = true } == "")
    _ = try folder.write("test.csv", header + "e,q,x,\n")
    #expect(
      refused { $0.allowsUnlabelled = true }
        == "D/test.csv:2: no row has a label, and no teacher labels them")
    #expect(refused { $0.item = "r" } == "D/train.csv: no item \"r\", expected one of \"q\"")
    _ = try folder.write("train.tsv", "text\tlabel\n")
    #expect(refused() == "D: both train.csv and train.tsv are there")
  }

  @Test func splitsOneFileSevenOneTwoByItemAndLabel() throws {
    let folder = try Folder()
    let text = graded(1000)
    _ = try folder.write("all.csv", text)
    let split = try load(folder, "all.csv") { $0.seed = 5 }
    #expect([split.train, split.dev, split.test].map(\.count) == [700, 100, 200])
    #expect(split.sha256 == sha256(Array(text.utf8)))
    #expect(split.labels == ["0", "1", "2"])
    let all = split.train + split.dev + split.test
    #expect(Set(all.map(\.id)).count == 1000)
    var groups = 0
    for item in ["p", "q"] {
      for label in ["0", "1", "2"] {
        func share(_ part: [Response]) -> Int {
          part.count { $0.item == item && $0.label == label }
        }
        let total = share(all)
        if total == 0 { continue }
        groups += 1
        #expect(abs(share(split.train) - total * 7 / 10) <= 3)
        #expect(abs(share(split.dev) - total / 10) <= 1)
        #expect(abs(share(split.test) - total * 2 / 10) <= 2)
      }
    }
    #expect(groups == 5)
  }

  @Test func theSplitDependsOnTheSeedAlone() throws {
    let folder = try Folder()
    _ = try folder.write("all.csv", graded(200))
    let first = try load(folder, "all.csv") { $0.seed = 1 }
    let again = try load(folder, "all.csv") { $0.seed = 1 }
    let other = try load(folder, "all.csv") { $0.seed = 2 }
    #expect(first.train == again.train && first.dev == again.dev && first.test == again.test)
    #expect(first.test != other.test)
    // Kept for good: a split that changes makes every measured figure incomparable.
    #expect(first.dev.prefix(5).map(\.id) == ["r14", "r21", "r31", "r55", "r69"])
  }

  @Test func everyLabelIsInTraining() throws {
    let folder = try Folder()
    // 26 labels with one response each: most could fall outside of the seven of ten.
    let rare = "abcdefghijklmnopqrstuvwxyz".map { "x\($0),q,word,\($0)\n" }.joined()
    let common = (0..<60).map { "y\($0),q,word,common\n" }.joined()
    _ = try folder.write("all.csv", header + rare + common)
    let split = try load(folder, "all.csv")
    #expect(Set(split.train.compactMap(\.label)).count == 27)
  }

  @Test func unlabelledRowsOfOneFileAreTrainedOn() throws {
    let folder = try Folder()
    _ = try folder.write("all.csv", graded(100) + (0..<50).map { "u\($0),p,word,\n" }.joined())
    let split = try load(folder, "all.csv") { $0.allowsUnlabelled = true }
    #expect([split.train, split.dev, split.test].map(\.count) == [120, 10, 20])
    #expect(split.train.count { $0.label == nil } == 50)
  }

  @Test func tooFewRowsToSplitIsAnError() throws {
    let folder = try Folder()
    _ = try folder.write("all.csv", header + "a,q,one,1\nb,q,two,0\n")
    let found = refusal(in: folder) { _ = try load(folder, "all.csv") }
    #expect(found == "D/all.csv: too few responses to split 7:1:2, expected at least 10, got 2")
  }
}
