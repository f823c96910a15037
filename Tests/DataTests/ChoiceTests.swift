import KDData
import TestSupport
import Testing

@Suite("Choice questions")
struct ChoiceTests {
  private func read(_ text: String, _ body: (inout ReadOptions) -> Void = { _ in }) throws
    -> DataSet
  {
    let folder = try Folder()
    var options = ReadOptions()
    body(&options)
    return try readResponses(path: try folder.write("d.csv", text), options: options)
  }

  @Test("a column of options; the inputs put them in the blank, else behind")
  func options() throws {
    let data = try read(
      "id,text,options,label\na,\"Ann saw Bea so _, she ran.\",Ann || Bea,2\nb,2 + 2?,4||5 ||six,1\n"
    )
    #expect(data.responses[0].options == ["Ann", "Bea"])
    #expect(
      data.responses[0].inputs == [
        "Ann saw Bea so Ann, she ran.", "Ann saw Bea so Bea, she ran.",
      ])
    #expect(data.responses[1].options == ["4", "5", "six"])
    #expect(data.responses[1].inputs == ["2 + 2? 4", "2 + 2? 5", "2 + 2? six"])
  }

  @Test(
    "wrong options or labels name the line",
    arguments: [
      ("only,1", "d.csv:2: wrong options, expected 2 to 64, \"||\" between them, got \"only\""),
      (",1", "d.csv:2: wrong options, expected 2 to 64, \"||\" between them, got \"\""),
      ("a || b,3", "expected the right option's number, 1 to 2, got \"3\""),
      ("a || b,a", "expected the right option's number, 1 to 2, got \"a\""),
    ])
  func wrongOptions(row: String, message: String) throws {
    #expect {
      try read("text,options,label\nx y,\(row)\n")
    } throws: {
      "\($0)".contains(message)
    }
  }

  @Test("options at the end of the text in eight forms, numbers or letters as labels")
  func inline() throws {
    let forms = [
      ("Who ran, so _ won. 1: Ann; 2: Bea.", "2", "Who ran, so _ won.", ["Ann", "Bea"]),
      ("Why? A: to go; B: at 5 p.m; C: no.", "C", "Why?", ["to go", "at 5 p.m", "no"]),
      ("What? A)6; B)1.8; C)2/3", "B", "What?", ["6", "1.8", "2/3"]),
      ("At 1: a or b? 1) a; 2) b", "1", "At 1: a or b?", ["a", "b"]),
      ("Which sinks? A. leaf B. cork C. iron", "C", "Which sinks?", ["leaf", "cork", "iron"]),
      ("Which sinks? (A) leaf (B) iron", "B", "Which sinks?", ["leaf", "iron"]),
      ("Which sinks? a) leaf b) iron", "B", "Which sinks?", ["leaf", "iron"]),
      ("Which sinks?\nA) a leaf\nB) iron", "B", "Which sinks?", ["a leaf", "iron"]),
    ]
    for (text, label, context, options) in forms {
      let data = try read("text,label\n\"\(text)\",\(label)\n")
      let choice = try makeChoices(data, options: 4, seed: 0)[0]
      #expect(choice.text == context && choice.options == options)
      #expect(choice.label == ["A": "1", "B": "2", "C": "3"][label] ?? label)
    }
    let mixed = try read("text,label\n1 or 2? 1: a; 2: b.,1\nWhat now?,1\n")
    #expect { try makeChoices(mixed, options: 4, seed: 0) } throws: {
      "\($0)".contains("d.csv:3: no options in the text")
    }
  }

  @Test("open answers become options of the data's own, each once")
  func closedSet() throws {
    let answers = ["Paris", "Rome", "paris", "Oslo", "Bern"]
    let data = try read(
      "id,text,label\n" + answers.enumerated().map { "q\($0),Question \($0)?,\($1)\n" }.joined())
    let choices = try makeChoices(data, options: 3, seed: 1)
    for (choice, answer) in zip(choices, answers) {
      #expect(choice.options[Int(choice.label!)! - 1] == answer)
      #expect(Set(choice.options.map { $0.lowercased() }).count == 3)
    }
    #expect(try makeChoices(data, options: 3, seed: 1) == choices)
    #expect(try makeChoices(data, options: 3, seed: 2) != choices)
    #expect { try makeChoices(data, options: 5, seed: 1) } throws: {
      "\($0)".contains("too few different answers, expected at least 5, got 4")
    }
    let folder = try Folder()
    let path = try folder.write("c.csv", choiceCSV(choices))
    #expect(try readResponses(path: path).responses == choices)
  }
}
