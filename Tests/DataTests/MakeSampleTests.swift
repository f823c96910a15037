import KDCommon
import KDData
import TestSupport
import Testing

@Suite struct MakeSampleTests {
  @Test func filesAreReadBackWithTheirTeacher() throws {
    let sample = makeSample(responses: 600, seed: 1)
    let folder = try Folder()
    for file in sample.files { _ = try folder.write(file.name, file.text) }
    let split = try loadData(folder.path)
    #expect([split.train, split.dev, split.test].map(\.count) == [480, 120, 0])
    #expect(split.labels == ["0", "1", "2"])
    #expect(split.droppedEmpty == 0)
    let all = split.train + split.dev
    #expect(all.allSatisfy { $0.id.hasPrefix("synthetic-") })
    #expect(Set(all.map(\.item)) == ["sink-or-float", "shadow-length"])
    let soft = try SoftLabels(
      path: folder.path + "/teacher.jsonl", labels: split.labels, for: all)
    #expect(soft.rows.count == 600)
    #expect(soft.rows.values.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-6 })
  }

  @Test func labelsAndTeacherAreGoodButNotPerfect() throws {
    let sample = makeSample(responses: 3000, seed: 2)
    let folder = try Folder()
    for file in sample.files { _ = try folder.write(file.name, file.text) }
    let split = try loadData(folder.path)
    let all = split.train + split.dev
    let soft = try SoftLabels(
      path: folder.path + "/teacher.jsonl", labels: split.labels, for: all)
    let right = all.count { response in
      let row = soft.rows[response.id] ?? []
      return row.firstIndex(of: row.max() ?? 0).map(String.init) == response.label
    }
    #expect((0.85...0.93).contains(Double(right) / 3000))
    for label in ["0", "1", "2"] {
      #expect((900...1100).contains(all.count { $0.label == label }))
    }
    // Varied texts, some of which need quotes in CSV.
    #expect(Set(all.map(\.text)).count > 2300)
    #expect(all.count { $0.text.contains(",") } > 200)
    #expect(all.count { $0.text.contains("\"") } > 50)
  }

  @Test func theSameSeedGivesTheSameBytesForGood() {
    let sample = makeSample(responses: 50, seed: 1)
    #expect(sample == makeSample(responses: 50, seed: 1))
    #expect(sample.train != makeSample(responses: 50, seed: 2).train)
    #expect(sample.train.hasPrefix("id,item,text,label\nsynthetic-1,sink-or-float,"))
    let digest = sha256(Array((sample.train + sample.dev + sample.teacher).utf8))
    #expect(digest.hasPrefix("e5f1fd1edfda1c49"))
    #expect(sample.readme.contains("Synthetic"))
    #expect(makeSample(responses: 0, seed: 1).teacher.isEmpty)
  }
}
