import Foundation
import TestSupport
import Testing

/// Streams of lines: nothing stops them, each line gives one line, memory stays.
@Suite struct StreamTests {
  private func reasons(_ input: [UInt8], _ options: [String] = []) throws -> [String] {
    let run = try Run.kdrun(["score", Fixture.plain, "--json"] + options, input: input)
    #expect(run.exit == 0, "\(run.error)")
    return run.lines.map {
      $0.components(separatedBy: "\"reason\":\"")[1].components(separatedBy: "\"")[0]
    }
  }

  @Test func everyLineGivesALine() throws {
    let known = Fixture.devRows[0][2]
    #expect(try reasons([]) == [])
    #expect(try reasons([10]) == ["empty"])
    #expect(try reasons(Array("\(known)".utf8)) == ["ok"])
    #expect(try reasons(Array("\(known)\n".utf8)) == ["ok"])
    #expect(try reasons(Array("\(known)\r\n\r\n\(known)".utf8)) == ["ok", "empty", "ok"])
    #expect(try reasons([0, 0, 10, 0] + Array(known.utf8) + [0, 10]) == ["empty", "ok"])
    #expect(try reasons(Array(known.utf8) + [0x20, 0xFF, 10]) == ["invalid_utf8"])
    #expect(try reasons([0xEF, 0xBB, 0xBF] + Array("\(known)\n".utf8)) == ["ok"])
    #expect(try reasons([0xEF, 0xBB]) == ["empty"])
  }

  /// Lines around 1 MiB and one of 16 MB, between ordinary ones.
  @Test func longLinesAreSkipped() throws {
    let known = Array("\(Fixture.devRows[0][2])\n".utf8)
    func blanks(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x20, count: count) }
    let limit = 1 << 20
    let input =
      known + blanks(limit - known.count + 1) + known + known + blanks(limit - known.count + 2)
      + known + known + blanks(16_000_000) + known + known
    #expect(
      try reasons(input) == ["ok", "ok", "ok", "too_long", "ok", "too_long", "ok"])
    // The last line may be the long one, with or without its end.
    #expect(try reasons(known + blanks(3 * limit)) == ["ok", "too_long"])
    #expect(try reasons(known + blanks(3 * limit) + [10]) == ["ok", "too_long"])
  }

  @Test func longRowsAreSkipped() throws {
    let long = String(repeating: "word ", count: 400_000)
    let csv = "id,text\na,\"the plant\"\nb,\"\(long)\nmore\"\nc,the plant\n"
    let found = try reasons(Array(csv.utf8), ["--input", "csv"])
    #expect(found.count == 3)
    #expect(found[1] == "too_long")
    #expect(found[0] == found[2])
    let jsonl = "{\"text\":\"the plant\"}\n{\"text\":\"\(long)\"}\n{\"text\":\"the plant\"}\n"
    #expect(try reasons(Array(jsonl.utf8), ["--input", "jsonl"]) == found)
  }

  /// Wrong rows stop with their line number after the rows before them were written.
  @Test(arguments: [
    ("csv", "id,text\n1,a\n2,\"b\n\"\n3,c,d\n", 2, ":5: "),
    ("csv", "id,text\n1,a\n2,\"b\n", 1, ":3: "),
    ("csv", "id,text\n1,a\n2,\"b\"c\n", 1, ":3: "),
    ("csv", "", 0, ": "),
    ("csv", "id,label\n1,a\n", 0, ":1: "),
    ("jsonl", "{\"text\":\"a\"}\n{\"text\":1}\n", 1, ":2: "),
    ("jsonl", "{\"text\":\"a\"}\n\n{\"text\":\"b\"\n", 1, ":3: "),
    ("jsonl", "[]\n", 0, ":1: "),
  ])
  func wrongRows(_ form: String, _ input: String, _ written: Int, _ place: String) throws {
    let run = try Run.kdrun(
      ["score", Fixture.plain, "--json", "--input", form], input: Array(input.utf8))
    #expect(run.exit == 65)
    #expect(run.lines.count == written)
    let last = try #require(run.error.split(separator: "\n").last)
    #expect(last.hasPrefix("kdrun score: standard input" + place), "\(run.error)")
  }

  /// Many threads keep the order; slow and fast lines are mixed.
  @Test func orderIsInputOrderForAnyNumberOfThreads() throws {
    let texts = Fixture.devRows.map { $0[2] }
    let lines = (0..<20_000).map { index in
      index % 97 == 0
        ? texts.joined(separator: " ") : index % 5 == 0 ? "" : texts[index % texts.count]
    }
    let input = Array((lines.joined(separator: "\n") + "\n").utf8)
    let one = try Run.kdrun(["score", Fixture.plain, "--json", "--threads", "1"], input: input)
    #expect(one.lines.count == 20_000)
    #expect(one.lines[19_999].hasPrefix("{\"id\":20000,"))
    for threads in ["2", "3", "8"] {
      let many = try Run.kdrun(
        ["score", Fixture.plain, "--json", "--threads", threads], input: input)
      #expect(many.out == one.out, "\(threads) threads")
    }
  }

  /// Every form, with rows that differ in length and line feeds in quotes, in many blocks.
  @Test(arguments: ["tsv", "csv", "jsonl", "tokens"])
  func everyFormIsTheSameForAnyNumberOfThreads(_ form: String) throws {
    let texts = Fixture.devRows.map { $0[2] }
    var input = form == "csv" ? "item,text\n" : ""
    for index in 0..<15_000 {
      let text = index % 7 == 0 ? "" : texts[index % texts.count]
      switch form {
      case "tsv": input += "item\t\(text)\n"
      case "csv": input += index % 3 == 0 ? "a,\"\(text)\n,\"\"x\"\"\"\n\n" : "b,\(text)\n"
      case "jsonl": input += "{\"text\":\"\(text)\\u00e9\",\"item\":\(index)}\n\n"
      default: input += "\(index % 90) 1 \(index % 50)\n"
      }
    }
    if form == "jsonl" { input += "{\"text\":null}\n" }
    func run(_ threads: String) throws -> Run {
      try Run.kdrun(
        ["score", Fixture.plain, "--json", "--input", form, "--threads", threads],
        input: Array(input.utf8))
    }
    let one = try run("1")
    #expect(one.lines.count == 15_000)
    #expect(one.lines.last?.hasPrefix("{\"id\":15000,") == true)
    #expect(one.error.contains(":30001: ") == (form == "jsonl"))
    for threads in ["2", "3", "8"] {
      let many = try run(threads)
      #expect(many.out == one.out, "\(threads) threads")
      #expect(many.error == one.error)
      #expect(many.exit == one.exit)
    }
  }

  /// A writer that waits between lines gets each answer at once.
  @Test func aLineIsAnsweredBeforeTheNextComes() throws {
    let run = try Run.shell(
      """
      cd "$(mktemp -d)"; mkfifo in out
      $K score '\(Fixture.plain)' --json < in > out &
      exec 3> in 4< out
      for text in one two three; do
        echo $text >&3
        IFS= read -r -t 20 answer <&4 || exit 1
        echo "$answer"
      done
      exec 3>&-
      wait
      rm -r "$PWD"
      """)
    #expect(run.exit == 0)
    #expect(run.lines.count == 3)
  }

  #if os(Linux)
    /// The peak of resident memory is the same for 200,000 and for 1,000,000 lines.
    @Test func memoryDoesNotGrowWithTheNumberOfLines() throws {
      let text = Fixture.devRows[0][2]
      func peak(_ lines: Int) throws -> Int {
        let measured = try Run.shell(
          """
          cd "$(mktemp -d)"; mkfifo in
          $K score '\(Fixture.plain)' --json --threads 2 < in > out &
          tool=$!
          exec 3> in
          yes '\(text)' | head -\(lines) >&3
          # The tool has answered all lines and waits for more: its peak is the stream's.
          until [ "$(wc -l < out)" -eq \(lines) ]; do sleep 0.1; done
          grep VmHWM /proc/$tool/status
          exec 3>&-
          wait $tool
          rm -r "$PWD"
          """)
        let words = try #require(measured.lines.first).split { !$0.isNumber }
        return try #require(words.first.flatMap { Int($0) })
      }
      let (few, many) = (try peak(200_000), try peak(1_000_000))
      #expect(few > 1_000, "\(few) KiB")
      #expect(many <= few + few / 20, "\(few) KiB for 200,000 lines, \(many) KiB for 1,000,000")
    }
  #endif
}
