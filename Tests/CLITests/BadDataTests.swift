import Foundation
import TestSupport
import Testing

/// Wrong input ends with one clear line and the documented exit code, and writes nothing.
@Suite struct BadDataTests {
  private static let header = "id,item,text,label\n"
  private static let good = "1,Q,the plant grows,good\n2,Q,it dies,bad\n"

  /// A train part and what is said of it.
  private static let trainingCases: [(String, String)] = [
    ("", "DATA/train.csv: empty file, expected a header with column \"text\""),
    (header, "DATA/train.csv: no rows"),
    (
      "id,item,label\n1,Q,good\n",
      "DATA/train.csv:1: no column \"text\", expected one of that name, or its name by --text-column, got \"id\", \"item\", \"label\""
    ),
    (
      "id,item,text\n1,Q,good\n",
      "DATA/train.csv:1: no column \"label\", expected one of that name, or its name by --label-column, got \"id\", \"item\", \"text\""
    ),
    (
      header + good + "4,Q\n",
      "DATA/train.csv:4: ragged row, expected 4 fields, got 2"
    ),
    (
      header + good + "4,Q,a,b,c\n",
      "DATA/train.csv:4: ragged row, expected 4 fields, got 5"
    ),
    (
      header + good + "1,Q,again,bad\n",
      "DATA/train.csv:4: id \"1\" is there twice, first on line 2"
    ),
    (
      header + "4,Q,it grows,\n",
      "DATA/train.csv:2: no row has a label, and no teacher labels them"
    ),
    (header + "1,Q,\"never closed,good\n", "DATA/train.csv:2: a quote is never closed"),
    (
      header + "1,Q,\"closed\" early,good\n",
      "DATA/train.csv:2: text after a closing quote, expected a delimiter or a line end"
    ),
  ]

  /// Trains on a folder whose train part is `train`; returns the run and what it left behind.
  private func train(
    _ train: [UInt8], dev: String? = nil, teacher: String? = nil
  ) throws -> (run: Run, left: [String]) {
    let (data, out) = (try Folder(), try Folder())
    try data.write("train.csv", train)
    try data.write("dev.csv", dev ?? Self.header + "3,Q,the plant dies,bad\n")
    var arguments = ["train", data.path, "--out", out.file("m.kdm"), "--epochs", "1", "--force"]
    if let teacher {
      arguments[0] = "distill"
      arguments += ["--teacher", try data.write("t.jsonl", teacher)]
    }
    var run = try Run.kdrun(arguments)
    run.error = run.error.replacingOccurrences(of: data.path, with: "DATA")
    return (run, out.names)
  }

  private func expectRefused(
    _ train: [UInt8], _ message: String, dev: String? = nil, teacher: String? = nil
  ) throws {
    let (run, left) = try self.train(train, dev: dev, teacher: teacher)
    #expect(run.error == message + "\n")
    #expect(run.exit == 65)
    #expect(run.out.isEmpty)
    #expect(left.isEmpty)
  }

  @Test(arguments: trainingCases)
  func trainingData(_ train: String, _ message: String) throws {
    try expectRefused(Array(train.utf8), "kdrun train: " + message)
  }

  @Test func unknownLabelInDev() throws {
    try expectRefused(
      Array((Self.header + Self.good).utf8),
      "kdrun train: DATA/dev.csv:2: label \"godo\" is in no training row, "
        + "expected one of \"bad\", \"good\"",
      dev: Self.header + "3,Q,the plant,godo\n")
  }

  @Test func trainingDataThatIsNotUTF8() throws {
    let (run, left) = try train(Array(Self.header.utf8) + [0x31, 0x2C, 0x51, 0x2C, 0xFF, 0x0A])
    #expect(run.exit == 65)
    #expect(run.error.hasPrefix("kdrun train: DATA/train.csv:2: "))
    #expect(run.error.split(separator: "\n").count == 1)
    #expect(left.isEmpty)
  }

  @Test func trainingDataWithNUL() throws {
    let (run, left) = try train(Array((Self.header + "1,Q,a\0b,good\n").utf8))
    #expect(run.exit == 65)
    #expect(run.error.hasPrefix("kdrun train: DATA/train.csv:2: "))
    #expect(left.isEmpty)
  }

  @Test func trainingRowOf16MB() throws {
    let text = [UInt8](repeating: 0x61, count: 16 << 20)
    let (run, left) = try train(Array((Self.header + "1,Q,").utf8) + text + Array(",good\n".utf8))
    #expect(run.exit == 65)
    #expect(
      run.error == "kdrun train: DATA/train.csv:2: row too long, expected at most 1048576 bytes\n")
    #expect(left.isEmpty)
  }

  /// A byte order mark, CR LF and quotes over several lines are no faults.
  @Test func marksAndLineEndsAreRead() throws {
    let text =
      "\u{FEFF}id,item,text,label\r\n1,Q,\"the \"\"plant\"\"\r\ngrows\",good\r\n2,Q,it dies,bad\r\n"
    let (run, left) = try train(Array(text.utf8))
    #expect(run.exit == 0, "\(run.error)")
    #expect(left == ["m.kdm", "m.safetensors"])
    #expect(run.text.contains("2 train, 1 dev"))
  }

  private static let teacherGood = """
    {"id":"1","probs":{"good":0.9,"bad":0.1}}
    {"id":"2","probs":{"good":0.2,"bad":0.8}}
    {"id":"3","probs":{"good":0.3,"bad":0.7}}

    """

  @Test(arguments: [
    ("\"good\":0.9,\"bad\":0.1", "\"good\":0.9,\"bad\":0.2", "DATA/t.jsonl:1: "),
    ("\"good\":0.9,\"bad\":0.1", "\"good\":NaN,\"bad\":0.1", "DATA/t.jsonl:1: "),
    ("\"good\":0.2,\"bad\":0.8", "\"good\":-0.2,\"bad\":1.2", "DATA/t.jsonl:2: "),
    ("\"good\":0.3,\"bad\":0.7", "\"godo\":0.3,\"bad\":0.7", "DATA/t.jsonl:3: "),
    ("{\"id\":\"3\"", "{\"id\":\"2\"", "DATA/t.jsonl:3: "),
    ("{\"id\":\"2\"", "{\"id\":\"2\",", "DATA/t.jsonl:2: "),
  ])
  func softLabels(_ part: String, _ replacement: String, _ start: String) throws {
    let teacher = Self.teacherGood.replacingOccurrences(of: part, with: replacement)
    let (run, left) = try train(Array((Self.header + Self.good).utf8), teacher: teacher)
    #expect(run.exit == 65)
    #expect(run.error.hasPrefix("kdrun distill: " + start), "\(run.error)")
    #expect(run.error.split(separator: "\n").count == 1)
    #expect(left.isEmpty)
  }

  /// A teacher may label rows, but the classes come from people.
  @Test func noLabelAtAll() throws {
    let (run, left) = try train(
      Array((Self.header + "1,Q,the plant grows,\n2,Q,it dies,\n").utf8),
      dev: Self.header + "3,Q,the plant dies,\n", teacher: Self.teacherGood)
    #expect(run.exit == 65)
    #expect(
      run.error
        == "kdrun distill: DATA: no training row has a label, expected at least one of each class\n"
    )
    #expect(left.isEmpty)
  }

  @Test func aRowThatOnlyTheTeacherLabels() throws {
    let (run, left) = try train(
      Array((Self.header + Self.good + "4,Q,it grows,\n").utf8),
      teacher: Self.teacherGood + "{\"id\":\"4\",\"probs\":{\"good\":1}}\n")
    #expect(run.exit == 0, "\(run.error)")
    #expect(left == ["m.kdm", "m.safetensors"])
  }

  @Test func aRowThatNobodyLabels() throws {
    let (run, left) = try train(
      Array((Self.header + Self.good + "4,Q,it grows,\n").utf8), teacher: Self.teacherGood)
    #expect(run.exit == 65)
    #expect(
      run.error
        == "kdrun distill: DATA/t.jsonl: 1 of 4 responses have neither a label nor soft labels, "
        + "expected one of them, got none for \"4\"\n")
    #expect(left.isEmpty)
  }

  @Test func aRowThatTheTeacherLacks() throws {
    let (run, left) = try train(
      Array((Self.header + Self.good + "4,Q,it grows,good\n").utf8), teacher: Self.teacherGood)
    #expect(run.exit == 0, "\(run.error)")
    #expect(left == ["m.kdm", "m.safetensors"])
    #expect(run.lines.contains { $0.hasSuffix("soft labels for 3 of 4 responses") })
  }

  @Test func goodSoftLabelsAreTaken() throws {
    let (run, left) = try train(
      Array((Self.header + Self.good).utf8), teacher: Self.teacherGood)
    #expect(run.exit == 0, "\(run.error)")
    #expect(left == ["m.kdm", "m.safetensors"])
  }

  @Test func missingFiles() throws {
    let folder = try Folder()
    let none = folder.file("none")
    for arguments in [
      ["score", none, "text"], ["inspect", none], ["eval", none, none],
      ["eval", Fixture.plain, none], ["train", none, "--out", folder.file("m.kdm")],
      ["score", Fixture.plain, "--data", none],
      ["export", none, "--calibrate", none, "--out", folder.file("m.kdm")],
    ] {
      let run = try Run.kdrun(arguments)
      #expect(run.exit == 66, "\(arguments)")
      #expect(run.error.hasPrefix("kdrun \(arguments[0]): \(none): "))
      #expect(run.error.split(separator: "\n").count == 1)
      #expect(run.out.isEmpty)
    }
    #expect(folder.names.isEmpty)
  }

  @Test func aFolderInPlaceOfAFile() throws {
    let folder = try Folder()
    for arguments in [
      ["score", folder.path, "text"], ["inspect", folder.path],
      ["score", Fixture.plain, "--data", folder.path], ["eval", Fixture.plain, folder.path],
    ] {
      let run = try Run.kdrun(arguments)
      #expect(run.exit == 66, "\(arguments)")
      #expect(run.error.hasPrefix("kdrun \(arguments[0]): \(folder.path): "))
      #expect(run.out.isEmpty)
    }
    let run = try Run.kdrun(["train", folder.path, "--out", folder.file("m.kdm")])
    #expect(run.exit == 66)
    #expect(folder.names.isEmpty)
  }

  @Test func unknownLabelInEval() throws {
    let folder = try Folder()
    let data = try folder.write("d.csv", "id,text,label\n1,the plant,nonsense\n")
    let run = try Run.kdrun(["eval", Fixture.plain, data])
    #expect(run.exit == 65)
    #expect(run.error.hasPrefix("kdrun eval: \(data):2: unknown label, expected one of "))
    #expect(run.out.isEmpty)
  }

  /// Each cut and each altered byte of a model file is refused in one line; a sample of them here,
  /// all of them in the tests of the reader.
  @Test func cutOrAlteredModels() throws {
    let folder = try Folder()
    let model = try Fixture.folder.read("plain.kdm")
    var files = [
      [], Array(model[..<4]), Array(model[..<100]), Array(model.dropLast()), model + [0],
    ]
    for offset in [0, 5, 40, model.count / 2, model.count - 20] {
      var altered = model
      altered[offset] ^= 4
      files.append(altered)
    }
    for bytes in files {
      let path = try folder.write("bad.kdm", bytes)
      for arguments in [["score", path, "text"], ["inspect", path]] {
        let run = try Run.kdrun(arguments)
        #expect(run.exit == 65)
        #expect(run.error.hasPrefix("kdrun \(arguments[0]): \(path): "))
        #expect(run.error.split(separator: "\n").count == 1)
        #expect(run.out.isEmpty)
      }
    }
    #expect(files.count == 10)
  }

  @Test func cutFloatStudent() throws {
    let folder = try Folder()
    let student = try Fixture.folder.read("plain.safetensors")
    for count in [9, 200, student.count - 1] {
      let path = try folder.write("bad.safetensors", Array(student[..<count]))
      let run = try Run.kdrun(["inspect", path])
      #expect(run.exit == 65)
      #expect(run.error.split(separator: "\n").count == 1)
    }
  }
}
