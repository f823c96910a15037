import Foundation
import TestSupport
import Testing

/// Sheets as schools have them, at the command line.
@Suite struct SheetTests {
  /// The sample's dev part in other forms, for the student that knows no items.
  private func forms() throws -> Folder {
    let folder = try Folder()
    let rows = Fixture.devRows
    func table(_ delimiter: String, _ head: [String]) -> String {
      ([head] + rows).map { $0.joined(separator: delimiter) + "\n" }.joined()
    }
    let head = ["id", "item", "text", "label"]
    try folder.write("plain.csv", table(",", head))
    try folder.write("semicolon.csv", table(";", ["ID", "Item", "Text", "Label"]))
    try folder.write("tabs.tsv", "\u{FEFF}" + table("\t", head))
    try folder.write("renamed.txt", table(",", head))
    try folder.write("title.csv", "sep=|\nClass 7\n" + table("|", head))
    let cells = rows.enumerated().map { number, row in
      "<row r=\"\(number + 2)\">"
        + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
    }
    let header =
      "<row r=\"1\">"
      + head.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }
      .joined() + "</row>"
    try folder.write("sheet.xlsx", storedWorkbook(rows: header + cells.joined()))
    return folder
  }

  @Test func everyFormHasTheSameScoresAndMakesTheSameStudent() throws {
    let folder = try forms()
    var scores: Set<String> = []
    var models: Set<[UInt8]> = []
    for name in folder.names {
      let run = try Run.kdrun(["score", Fixture.plain, "--data", folder.file(name), "--json"])
      #expect(run.exit == 0 && run.lines.count == Fixture.devRows.count, "\(name): \(run.error)")
      scores.insert(run.text)
      let out = try Folder()
      let trained = try Run.kdrun(
        ["train", folder.file(name), "--out", out.file("m.kdm"), "--epochs", "1", "--force"])
      #expect(trained.exit == 0, "\(name): \(trained.error)")
      models.insert(try out.read("m.kdm"))
    }
    #expect(scores.count == 1 && models.count == 1)
  }

  @Test func theSheetComesBackWithScoresBehindItsRows() throws {
    let folder = try Folder()
    let path = try folder.write(
      "d.csv",
      "Class 7;;\nID;Text;Note;label\na;\"it floats; \"\"so\"\" light\";-5;2\n=1+1;it sinks;+x;\n")
    let run = try Run.kdrun(["score", Fixture.plain, "--data", path, "--keep-columns"])
    #expect(run.exit == 0)
    #expect(run.lines[0] == "Class 7;;")
    #expect(run.lines[1] == "ID;Text;Note;label;label (kdrun);score;confidence;reason")
    #expect(run.lines[2].hasPrefix("a;\"it floats; \"\"so\"\" light\";-5;2;"))
    // What a spreadsheet would run is written as a text.
    #expect(run.lines[3].hasPrefix("'=1+1;it sinks;'+x;;"))
    #expect(run.lines[3].split(separator: ";").count == 7)
  }

  @Test func csvOfATableInAFileIsTheSheetAndOfAStreamTheScores() throws {
    let folder = try Folder()
    let mark = "\u{FEFF}"
    let path = try folder.write("d.csv", "\(mark)Id;Text\r\n-5;wood\r\n@b;clay\r\n")
    let asked = ["score", Fixture.plain, "--format", "csv"]
    let sheet = try Run.kdrun(asked + ["--data", path])
    #expect(
      sheet.out == (try Run.kdrun(["score", Fixture.plain, "--keep-columns", "--data", path]).out))
    #expect(sheet.text.hasPrefix("\(mark)Id;Text;label;score;confidence;reason\r\n-5;wood;"))
    #expect(sheet.text.contains("\r\n'@b;clay;"))
    let stream = try Run.kdrun(asked, input: Array("id,text\n-5,wood\n=b,clay\n".utf8))
    #expect(stream.lines.map { $0.prefix { $0 != "," } } == ["id", "-5", "'=b"])
    let lines = try folder.write("d.jsonl", "{\"text\":\"wood\"}\n")
    let noTable = try Run.kdrun(asked + ["--data", lines])
    #expect(noTable.lines[0].hasPrefix("id,label,confidence,reason,p_"))
  }

  @Test func twoPeoplesLabelsAreComparedAndTakenTogether() throws {
    let folder = try Folder()
    let rows = Fixture.devRows.enumerated().map { index, row in
      "\(row[0]),\(row[2]),\(row[3]),\(index % 4 == 0 ? "1" : row[3])\n"
    }
    let path = try folder.write("d.csv", "id,text,label,other\n" + rows.joined())
    let training = ["train", path, "--epochs", "1", "--starts", "1", "--json", "--force", "--out"]
    let second = ["--second-label", "other"]
    let trained = try jsonObject(
      Run.kdrun(training + [folder.file("a.kdm")] + second + ["--graders", "mean"]).out)
    let agreement = try #require(trained["second_label"] as? [String: Any])
    #expect(agreement["n"] as? Int == rows.count)
    let checked = try jsonObject(Run.kdrun(["check", path, "--json"] + second).out)
    #expect(
      (checked["second_label"] as? [String: Any])?["qwk"] as? Double == agreement["qwk"] as? Double)
    let shown = try Run.kdrun(["inspect", folder.file("a.kdm")]).text
    #expect(shown.contains("graders") && shown.contains("mean"))
    let refused = try Run.kdrun(["check", path, "--graders", "mean"])
    #expect(
      refused.exit == 64 && refused.error.contains("--second-label (for --graders) is needed"))
  }

  @Test func theSummaryAndTheFileTellWhatALinearModelWouldDo() throws {
    let folder = try Folder()
    let model = folder.file("m.kdm")
    let trained = try jsonObject(
      Run.kdrun(["train", Fixture.dev, "--epochs", "1", "--json", "--out", model, "--force"]).out)
    let baseline = try #require(trained["baseline"] as? [String: Any])
    let linear = try #require(baseline["linear"] as? [String: Any])
    let accuracy = try #require(linear["accuracy"] as? Double)
    #expect(((baseline["majority"] as? [String: Any])?["accuracy"] as? Double ?? 0) > 0)
    #expect(trained["test_baseline"] is [String: Any])
    let eval = try jsonObject(Run.kdrun(["eval", model, Fixture.dev, "--json"]).out)
    let stored = try #require(eval["training_baseline"] as? [String: [String: Double]])
    #expect(abs(try #require(stored["linear"]?["accuracy"]) - accuracy) < 1e-6)
    // A file by the rules of 0.1 is the file that 0.1 wrote, which tells nothing of it.
    let old = folder.file("old.kdm")
    #expect(
      try Run.kdrun(
        ["train", Fixture.dev, "--epochs", "1", "--text-rules", "1", "--out", old, "--force"]
      ).exit == 0)
    let oldEval = try jsonObject(Run.kdrun(["eval", old, Fixture.dev, "--json"]).out)
    #expect(oldEval["training_baseline"] is NSNull)
  }

  @Test func aLabelIsStatedOnce() throws {
    let run = try Run.kdrun(["check", Fixture.dev, "--labels", "0,1,2,1.0"])
    #expect(run.exit == 64 && run.error.contains("each label once, \"1\" is there twice"))
  }

  @Test func rowsThatAreNumberedThoughOtherColumnsAreThereAreTold() throws {
    let folder = try Folder()
    let path = try folder.write("d.csv", "StudentNo,text,label\n007,wood,1\n")
    let told = "d.csv: no column \"id\", so rows are numbered; not read: \"StudentNo\"\n"
    for options in [[], ["--format", "csv"]] {
      let run = try Run.kdrun(["score", Fixture.plain, "--data", path] + options)
      #expect(run.exit == 0 && run.error.contains(told))
    }
    let named = try Run.kdrun(
      ["score", Fixture.plain, "--data", path, "--id-column", "student no", "--json"])
    #expect(named.text.hasPrefix("{\"id\":\"007\"") && !named.error.contains("numbered"))
  }

  @Test func aTableWithoutRowsIsTold() throws {
    let folder = try Folder()
    let path = try folder.write("d.csv", "id,text,label\n")
    for options in [[], ["--format", "csv"]] {
      let run = try Run.kdrun(["score", Fixture.plain, "--data", path] + options)
      #expect(
        run.exit == 0 && run.error.hasSuffix("d.csv: no rows below the names of the columns\n"))
    }
  }

  @Test func aFileIsNoResponse() throws {
    let run = try Run.kdrun(["score", Fixture.plain, Fixture.dev])
    #expect(run.exit == 64 && run.out.isEmpty)
    #expect(run.error.contains("--data \(Fixture.dev) scores what it holds"))
    let number = try Run.kdrun(["score", Fixture.plain, "-5"])
    #expect(
      number.error == "kdrun score: unknown option -5; if it is a text, -- before it says so\n")
  }

  @Test func whatIsNoTableIsNamed() throws {
    let folder = try Folder()
    let path = try folder.write("d.csv", Array("%PDF-1.7\n%âãÏÓ\n".utf8))
    for verb in ["eval", "score"] {
      let data = verb == "eval" ? [path] : ["--data", path]
      let run = try Run.kdrun([verb, Fixture.plain] + data)
      #expect(run.exit == 65)
      #expect(run.error.contains("d.csv: a PDF file: save the table"), "\(run.error)")
    }
  }

  @Test func wordsHaveNoKappaUntilTheirOrderIsStated() throws {
    let folder = try Folder()
    let names = ["0": "low", "1": "medium", "2": "high"]
    let rows = Fixture.devRows.map { "\($0[0]),\($0[2]),\(names[$0[3]]!)\n" }.joined()
    let path = try folder.write("d.csv", "id,text,label\n" + rows)
    func eval(_ options: [String]) throws -> [String: Any] {
      let model = folder.file("m\(options.count).kdm")
      let trained = try Run.kdrun(
        ["train", path, "--out", model, "--epochs", "1", "--force"] + options)
      #expect(trained.exit == 0, "\(trained.error)")
      return try jsonObject(try Run.kdrun(["eval", model, path, "--json"]).out)
    }
    #expect(try eval([])["qwk"] is NSNull)
    #expect(try eval(["--labels", "low,medium,high"])["qwk"] is NSNumber)
    let shown = try Run.kdrun(["inspect", folder.file("m2.kdm")])
    #expect(shown.text.contains("grades, low < medium < high"))
  }

  @Test func aTeacherWithoutIdsToFindItsRowsByIsRefused() throws {
    let folder = try Folder()
    let rows = Fixture.devRows.map { "\($0[2]),\($0[3])\n" }.joined()
    let path = try folder.write("d.csv", "text,label\n" + rows)
    let soft = (1...Fixture.devRows.count).map {
      "{\"id\":\($0),\"probs\":{\"\(Fixture.devRows[$0 - 1][3])\":1}}\n"
    }
    let teacher = try folder.write("t.jsonl", soft.joined())
    let arguments = [
      "distill", path, "--teacher", teacher, "--epochs", "1", "--out", folder.file("m.kdm"),
      "--force",
    ]
    let refused = try Run.kdrun(arguments)
    #expect(refused.exit == 65 && refused.error.contains("--row-ids"))
    #expect(try Run.kdrun(arguments + ["--row-ids"]).exit == 0)
  }

  @Test func aModelIsNotReplacedWithoutForce() throws {
    let out = try Folder()
    let arguments = ["train", Fixture.folder.path, "--epochs", "1", "--out", out.file("m.kdm")]
    #expect(try Run.kdrun(arguments).exit == 0)
    let again = try Run.kdrun(arguments)
    #expect(again.exit == 73 && again.error.contains("--force replaces it"))
    #expect(try Run.kdrun(arguments + ["--force"]).exit == 0)
  }

  @Test func checkTellsWhatTrainingWouldRead() throws {
    let run = try Run.kdrun(
      ["check", Fixture.folder.path, "--teacher", Fixture.teacher(Fixture.folder), "--json"])
    #expect(run.exit == 0)
    let report = try jsonObject(run.out)
    #expect(report["labels"] as? [String] == ["0", "1", "2"])
    #expect(report["label_values"] as? [Double] == [0, 1, 2])
    let teacher = try #require(report["teacher"] as? [String: Any])
    #expect(teacher["n"] as? Int == 400)
    let page = try Run.kdrun(["check", Fixture.folder.path])
    #expect(page.text.contains("grades, by their value"))
  }

  /// `É` as one character and as `E` with an accent behind it.
  @Test func anItemWhoseAccentsAreComposedInAnotherWayIsTheSameItem() throws {
    let folder = try Folder()
    let (composed, apart) = ("\u{C9}nergie", "E\u{301}nergie")
    func sheet(_ name: String, _ items: [String]) throws -> String {
      let rows = Fixture.devRows.enumerated().map {
        "\($1[0]),\(items[$0 % items.count]),\($1[2]),\($1[3])\n"
      }
      return try folder.write(name, "id,item,text,label\n" + rows.joined())
    }
    let model = folder.file("m.kdm")
    let trained = try Run.kdrun(
      [
        "train", try sheet("t.csv", [composed, "b", apart]), "--item-token", "--epochs", "1",
        "--out",
      ]
        + [model, "--force", "--json"])
    #expect(try jsonObject(trained.out)["items"] as? Int == 2)
    for file in [model, folder.file("m.safetensors")] {
      let scores = try [composed, apart].map { item in
        try Run.kdrun(["score", file, "--data", sheet("d.csv", [item]), "--json"])
      }
      #expect(scores[0].out == scores[1].out && !scores[0].text.contains("unknown_item"))
    }
  }

  @Test func anItemInAnotherSpellingIsProposed() throws {
    let run = try Run.kdrun(["eval", Fixture.items, Fixture.dev, "--item", "Sink or Float"])
    #expect(run.exit == 65 && run.error.contains("perhaps \"sink-or-float\""))
  }

  @Test func twoPeoplesLabelsAreComparedBesideTheStudents() throws {
    let folder = try Folder()
    let rows = Fixture.devRows.enumerated().map { number, row in
      let second = number % 4 == 0 ? "" : number % 4 == 1 ? "0" : row[3]
      return "\(row[0]),\(row[2]),\(row[3]),\(second)\n"
    }
    let path = try folder.write("d.csv", "id,text,label,Second\n" + rows.joined())
    let run = try Run.kdrun(["eval", Fixture.plain, path, "--second-label", "second", "--json"])
    let found = try #require(try jsonObject(run.out)["second_label"] as? [String: Any])
    let pairs = Fixture.devRows.enumerated().filter { $0.offset % 4 != 0 }
    let same = pairs.count { $0.offset % 4 != 1 || $0.element[3] == "0" }
    #expect(found["n"] as? Int == pairs.count)
    #expect(abs((found["accuracy"] as? Double ?? 0) - Double(same) / Double(pairs.count)) < 1e-12)
  }
}
