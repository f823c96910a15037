import Foundation
import TestSupport
import Testing

/// Choice questions from a data set's own form to a score.
@Suite struct ChoiceTests {
  /// Questions whose answer names the colour of the context's fruit.
  private static func questions(_ count: Int, from first: Int) -> String {
    let fruits = [("lemon", "yellow"), ("cherry", "red"), ("lime", "green"), ("plum", "blue")]
    var rows = "id,item,text,label\n"
    for n in first..<first + count {
      let (fruit, colour) = fruits[n % 4]
      let other = fruits[(n + 1 + n / 4 % 3) % 4].1
      let options = n % 3 == 0 ? [colour, other] : [other, colour]
      rows += "q\(n),colours,The \(fruit) number \(n) is _. A: \(options[0]); B: \(options[1])."
      rows += ",\(n % 3 == 0 ? "A" : "B")\n"
    }
    return rows
  }

  @Test func fromDataToScore() throws {
    let folder = try Folder()
    for (part, count, first) in [("train", 160, 0), ("dev", 40, 160)] {
      let source = folder.file("\(part)-source.csv")
      try Data(Self.questions(count, from: first).utf8).write(to: URL(fileURLWithPath: source))
      let run = try Run.kdrun(["choices", source, "--out", folder.file("\(part).csv")])
      #expect(run.exit == 0, "\(run.error)")
      #expect(String(decoding: run.out, as: UTF8.self).contains("\(count) questions"))
    }
    let model = folder.file("m.kdm")
    let train = ["train", folder.path, "--epochs", "40", "--starts", "1", "--max-params", "12000"]
    let trained = try Run.kdrun(train + ["--out", model, "--json", "--threads", "1"])
    #expect(trained.exit == 0, "\(trained.error)")
    let report = try jsonObject(trained.out)
    #expect(report["labels"] as? [String] == ["wrong", "right"])
    let again = folder.file("again.kdm")
    let text = try Run.kdrun(train + ["--out", again, "--threads", "3"]).out
    // The numbers of options have no order.
    #expect(!String(decoding: text, as: UTF8.self).contains("QWK"))
    #expect(try folder.read("again.kdm") == folder.read("m.kdm"))

    let dev = folder.file("dev.csv")
    let evaluation = try jsonObject(Run.kdrun(["eval", model, dev, "--json"]).out)
    #expect(evaluation["n"] as? Int == 40)
    let accuracy = try #require(evaluation["accuracy"] as? Double)
    #expect(accuracy > 0.9)
    #expect((report["fidelity"] as? [String: Any])?["accuracy_int8"] as? Double == accuracy)

    let scored = try Run.kdrun(["score", model, "--data", dev, "--json"])
    let lines = scored.out.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 40)
    let first = try jsonObject(lines[0])
    #expect(first["id"] as? String == "q160")
    let probabilities = try #require(first["probs"] as? [String: Double])
    #expect(probabilities.keys.sorted() == ["1", "2"])
    #expect(abs(probabilities.values.reduce(0, +) - 1) < 1e-5)
    let one = try Run.kdrun([
      "score", model, "The lemon number 7 is _.", "--option", "red", "--option", "yellow",
      "--option", "blue", "--json",
    ])
    let answer = try jsonObject(one.out)
    #expect(answer["label"] as? String == "2")
    #expect((answer["probs"] as? [String: Double])?.count == 3)
    try refusals(model, folder)
    try tuning(folder)
  }

  /// Trials are judged by the options, as students are.
  private func tuning(_ folder: Folder) throws {
    let run = try Run.kdrun([
      "tune", folder.path, "--trials", "1", "--folds", "2", "--fraction", "1", "--epochs", "40",
      "--max-params", "12000", "--out", folder.file("s.json"), "--json",
    ])
    #expect(run.exit == 0, "\(run.error)")
    let defaults = try #require(jsonObject(run.out)["defaults"] as? [String: Any])
    #expect(try #require(defaults["accuracy"] as? Double) > 0.9)
  }

  private func refusals(_ model: String, _ folder: Folder) throws {
    let dev = folder.file("dev.csv")
    for (arguments, exit, message) in [
      (["eval", model, folder.file("dev-source.csv")], 65, "expected a column \"options\""),
      (["score", model, "The lemon is _."], 64, "option --option (at least two, for TEXT)"),
      (["score", model, "--data", dev, "--logits"], 64, "--logits and a student that chooses"),
      (["score", model, "--data", dev, "--option", "a"], 64, "--option and data"),
      (
        ["train", folder.path, "--out", folder.file("x.kdm"), "--shortcut-penalty", "1"], 64,
        "--shortcut-penalty and a column \"options\" in DATA exclude each other"
      ),
    ] {
      let run = try Run.kdrun(arguments)
      #expect(run.exit == Int32(exit) && run.error.contains(message), "\(run.error)")
    }
  }
}
