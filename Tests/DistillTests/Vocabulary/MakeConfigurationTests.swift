import KDData
import KDDistill
import KDQuantize
import TestSupport
import Testing

private func response(_ text: String, _ label: String?, item: String = "q") -> Response {
  Response(id: "", item: item, text: text, label: label)
}

@Suite struct MakeConfigurationTests {
  @Test func classOrderIsNumericOnlyWhenAllAreNumbers() {
    #expect(classOrder(["10", "9", "0.5", "9", "-1"]) == ["-1", "0.5", "9", "10"])
    #expect(classOrder(["b", "10", "9", "a"]) == ["10", "9", "a", "b"])
    #expect(classOrder(["1.0", "1", "0"]) == ["0", "1", "1.0"])
    #expect(classOrder(["nan", "2", "10"]) == ["10", "2", "nan"])
    #expect(classOrder(["0x2", "10"]) == ["0x2", "10"])
    #expect(classOrder(["é", "z", "Z"]) == ["Z", "z", "é"])
    #expect(classOrder([String]()).isEmpty)
  }

  @Test func wordsAreTheMostFrequentAndTiesGoByBytes() throws {
    var options = StudentOptions()
    options.vocabularySize = 4
    let configuration = try makeConfiguration(
      train: [response("b A b, zed don't", "1"), response("é b a c", "0")], options: options)
    #expect(configuration.words == ["b", "a", "c", "don't"])
    #expect(configuration.labels == ["0", "1"])
    #expect(configuration.items.isEmpty)
    options.vocabularySize = 100
    let all = try makeConfiguration(
      train: [response("b A b, zed don't", "1"), response("é b a c", "0")], options: options)
    #expect(all.words == ["b", "a", "c", "don't", "zed", "é"])
  }

  @Test func wordsAreComparedByTheirBytes() throws {
    // One letter as one scalar and as two: by the rules 1 the runtime sees two words, and so must this.
    let train = [response("caf\u{E9} caf\u{E9}", "1"), response("cafe\u{301}", "0")]
    var options = StudentOptions()
    options.rules = .words1
    let two = try makeConfiguration(train: train, options: options)
    #expect(two.words.map { Array($0.utf8).count } == [5, 6])
    let one = try makeConfiguration(train: train)
    #expect(one.words.map { Array($0.utf8).count } == [5] && one.rules == .words2)
  }

  @Test func studentFillsItsParametersAndNoMore() throws {
    let train = (0..<2000).map { response("word\($0)", "\($0 % 5)", item: "i\($0 % 47)") }
    var checked = 0
    for architecture in Architecture.allCases {
      for itemToken in [false, true] {
        for maximum in [9000, 30_000, 50_000] {
          var options = StudentOptions()
          options.architecture = architecture
          options.itemToken = itemToken
          options.maximumParameters = maximum
          let configuration = try makeConfiguration(train: train, options: options)
          let count = ParameterLayout(configuration).count
          #expect(count <= maximum && count > maximum - configuration.embeddingSize)
          #expect(configuration.items.count == (itemToken ? 47 : 0))
          checked += 1
        }
      }
    }
    #expect(checked == 12)
    #expect(try makeConfiguration(train: train).words.count == 721)
  }

  @Test func itemsAreInOrderOfBytes() throws {
    var options = StudentOptions()
    options.itemToken = true
    let train = ["b", "10", "a", "9", "b"].map { response("x", $0, item: $0) }
    #expect(try makeConfiguration(train: train, options: options).items == ["10", "9", "a", "b"])
  }

  @Test func refusesWhatNoStudentCanBe() throws {
    func refused(
      _ train: [Response], _ change: (inout StudentOptions) -> Void = { _ in }
    ) throws -> String {
      var options = StudentOptions()
      change(&options)
      return refusal(in: try Folder()) {
        _ = try makeConfiguration(train: train, options: options)
      }
    }
    let two = [response("x", "0"), response("y", "1", item: "")]
    #expect(
      try refused([two[0]])
        == "training responses: wrong number of labels, expected 2 to 64, got 1")
    #expect(
      try refused((0..<65).map { response("x", "\($0)") })
        == "training responses: wrong number of labels, expected 2 to 64, got 65")
    #expect(
      try refused(two) { $0.itemToken = true }
        == "training responses: an item token needs an item in every row")
    #expect(
      try refused(two) { $0.maximumParameters = 6897 }
        == "training responses: no room for a word, expected at least 6898 parameters, got 6897")
    #expect(try refused(two) { $0.labels = ["0", "1", "2"] } == "")
  }

  @Test func longWordsAreLeftOut() throws {
    let (fits, long) = (String(repeating: "a", count: 64), String(repeating: "b", count: 65))
    let train = [response("\(fits) \(long) \(long)", "0"), response("c", "1")]
    #expect(try makeConfiguration(train: train).words == [fits, "c"])
  }
}
