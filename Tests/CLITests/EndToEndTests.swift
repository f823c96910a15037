import Foundation
import KDCommon
import KDData
import KDDistill
import KDExport
import TestSupport
import Testing

/// From made-up responses to scores, through every verb.
@Suite struct EndToEndTests {
  @Test func theWholeWay() throws {
    let folder = try Folder()
    let data = folder.file("data")
    let sample = try Run.kdrun(["sample", "--out", data, "--responses", "300", "--seed", "5"])
    #expect(sample.exit == 0, "\(sample.error)")
    #expect(sample.lines.contains(data + "/train.csv"))
    let out = folder.file("m.kdm")
    let distill = try Run.kdrun([
      "distill", data, "--teacher", data + "/teacher.jsonl", "--item-token", "--epochs", "3",
      "--max-params", "12000", "--out", out, "--force", "--json",
    ])
    #expect(distill.exit == 0, "\(distill.error)")
    let report = try object(distill)
    let fidelity = try #require(report["fidelity"] as? [String: Any])
    #expect(fidelity["bytes"] as? Int == (try folder.read("m.kdm")).count)
    #expect(try #require(fidelity["agreement"] as? Double) > 0.9)

    let score = try Run.kdrun(["score", out, "--data", data + "/dev.csv", "--json"])
    #expect(score.exit == 0)
    #expect(score.lines.count == report["dev"] as? Int)

    let eval = try object(Run.kdrun(["eval", out, data + "/dev.csv", "--json"]))
    #expect(eval["n"] as? Int == report["dev"] as? Int)
    #expect(eval["accuracy"] as? Double == fidelity["accuracy_int8"] as? Double)
    #expect(eval["qwk"] as? Double == fidelity["qwk_int8"] as? Double)
    let float = try object(
      Run.kdrun(["eval", folder.file("m.safetensors"), data + "/dev.csv", "--json"]))
    #expect(float["accuracy"] as? Double == fidelity["accuracy_float"] as? Double)

    let inspect = try object(Run.kdrun(["inspect", out, "--json"]))
    #expect(inspect["sha256"] as? String == sha256(try folder.read("m.kdm")))
    #expect(inspect["bytes"] as? Int == fidelity["bytes"] as? Int)

    let export = try Run.kdrun([
      "export", folder.file("m.safetensors"), "--calibrate", data, "--out", folder.file("e.kdm"),
      "--force",
    ])
    #expect(export.exit == 0, "\(export.error)")
    #expect(try folder.read("e.kdm") == folder.read("m.kdm"))
  }

  /// The same seed gives the same bytes for any number of threads, another seed others.
  @Test func trainingIsRepeatable() throws {
    let folder = try Folder()
    for (name, options) in [
      ("a", ["--threads", "1"]), ("b", ["--threads", "2"]), ("c", ["--threads", "1"]),
      ("d", ["--seed", "1"]),
    ] {
      let run = try Run.kdrun(
        ["train", Fixture.folder.path, "--epochs", "2", "--max-params", "12000", "--force"]
          + ["--out", folder.file(name + ".kdm")] + options)
      #expect(run.exit == 0, "\(run.error)")
    }
    for ending in [".kdm", ".safetensors"] {
      let first = try folder.read("a" + ending)
      #expect(try folder.read("b" + ending) == first)
      #expect(try folder.read("c" + ending) == first)
      #expect(try folder.read("d" + ending) != first)
    }
  }

  /// Options of a step change the student, stand in its provenance and keep it repeatable.
  @Test func stepOptionsTakePart() throws {
    let folder = try Folder()
    let train = [
      "train", Fixture.folder.path, "--epochs", "2", "--max-params", "12000", "--force", "--out",
    ]
    #expect(try Run.kdrun(train + [folder.file("plain.kdm")]).exit == 0)
    for (number, (options, setting)) in [
      (["--schedule", "cosine", "--warmup", "0.1"], "warmup"),
      (["--schedule", "linear", "--warmup", "3"], "schedule"),
      (["--accumulate", "3"], "accumulate"), (["--clip", "0.01"], "clip"),
    ].enumerated() {
      for threads in ["1", "2"] {
        let out = folder.file("\(number)-\(threads).kdm")
        let run = try Run.kdrun(train + [out, "--threads", threads] + options)
        #expect(run.exit == 0, "\(run.error)")
      }
      let (first, second) = (try folder.read("\(number)-1.kdm"), try folder.read("\(number)-2.kdm"))
      #expect(first == second)
      let inspect = try object(Run.kdrun(["inspect", folder.file("\(number)-1.kdm"), "--json"]))
      #expect("\(inspect)".contains(setting))
      #expect(
        try Run.kdrun(["score", folder.file("\(number)-1.kdm"), "--json", "--logits", "water"]).out
          != Run.kdrun(["score", folder.file("plain.kdm"), "--json", "--logits", "water"]).out)
    }
  }

  /// Weights that grow without bound end training with one line and no file.
  @Test func brokenTrainingWritesNothing() throws {
    let folder = try Folder()
    let run = try Run.kdrun([
      "train", Fixture.folder.path, "--lr", "1", "--weight-decay", "10", "--max-params", "12000",
      "--out", folder.file("m.kdm"),
    ])
    #expect(run.exit == 65)
    #expect(run.error.hasPrefix("kdrun train: nothing written: training broke down: the loss or"))
    #expect(run.error.filter { $0 == "\n" }.count == 1)
    #expect(folder.names.isEmpty)
  }

  /// Nothing of the C library's that chooses by the CPU takes part in the bytes.
  @Test func trainingIsTheSameOnALesserCPU() throws {
    let folder = try Folder()
    let train = """
      $K train '\(Fixture.folder.path)' --epochs 2 --max-params 12000 --force --out
      """
    let run = try Run.shell(
      """
      \(train) '\(folder.file("a.kdm"))' &&
      GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-AVX,-SSE4_1 \
      \(train) '\(folder.file("b.kdm"))'
      """)
    #expect(run.exit == 0, "\(run.error)")
    for ending in [".kdm", ".safetensors"] {
      #expect(try folder.read("a" + ending) == folder.read("b" + ending))
    }
  }

  /// The times a training run tells.
  @Test func trainingTellsItsTime() throws {
    let folder = try Folder()
    let start = Date()
    let report = try object(
      Run.kdrun([
        "train", Fixture.folder.path, "--epochs", "3", "--starts", "2", "--max-params", "12000",
        "--force", "--threads", "2", "--json", "--out", folder.file("m.kdm"),
      ]))
    let whole = Date().timeIntervalSince(start)
    #expect(report["epochs"] as? Int == 3)
    #expect(report["epochs_run"] as? Int == 6)
    #expect(report["threads"] as? Int == 2)
    let seconds = try #require(report["train_seconds"] as? Double)
    #expect(seconds > 0 && seconds < whole)
    let epoch = try #require(report["epoch_seconds"] as? Double)
    #expect(abs(epoch * 6 - seconds) < 1e-9)
  }

  /// One file is split 7:1:2 and the test part is reported.
  @Test func oneFileIsSplit() throws {
    let folder = try Folder()
    let out = folder.file("m.kdm")
    let run = try Run.kdrun(
      ["train", Fixture.train, "--epochs", "1", "--max-params", "12000", "--force", "--out", out])
    #expect(run.exit == 0, "\(run.error)")
    #expect(run.lines.contains { $0.hasPrefix("test ") && $0.contains("QWK") })
    let export = try Run.kdrun([
      "export", folder.file("m.safetensors"), "--calibrate", Fixture.train, "--out",
      folder.file("e.kdm"), "--force",
    ])
    #expect(export.exit == 0, "\(export.error)")
    #expect(try folder.read("e.kdm") == folder.read("m.kdm"))
  }

  @Test func theAverageBaselineGoesTheSameWay() throws {
    let folder = try Folder()
    let out = folder.file("m.kdm")
    let run = try Run.kdrun([
      "train", Fixture.folder.path, "--architecture", "ann", "--epochs", "1", "--max-params",
      "12000", "--force", "--out", out,
    ])
    #expect(run.exit == 0, "\(run.error)")
    #expect(try Run.kdrun(["score", out, "the plant grows"]).exit == 0)
    #expect(try Run.kdrun(["inspect", out]).text.contains("global average pool"))
  }

  /// A student that int8 cannot hold is not written, unless forced: one huge weight a column takes
  /// the scale, and all others become zero.
  @Test func aModelThatLosesTooMuchIsRefused() throws {
    let folder = try Folder()
    let good = try Run.kdrun(
      ["train", Fixture.folder.path, "--epochs", "25", "--out", folder.file("good.kdm")])
    #expect(good.exit == 0, "\(good.error)")
    var (student, provenance) = try decodeSafetensors(folder.read("good.safetensors"))
    for name in ["good.kdm", "good.safetensors"] {
      try folder.remove(name)
    }
    let embedding = student.layout[.embedding]
    let columns = embedding.shape[1]
    for column in 0..<columns { student.parameters[embedding.offset + column] = 20_000 }
    provenance.metrics = []
    try folder.write("s.safetensors", encodeSafetensors(student, provenance))
    let arguments = [
      "export", folder.file("s.safetensors"), "--calibrate", Fixture.folder.path, "--out",
      folder.file("m.kdm"),
    ]
    let refused = try Run.kdrun(arguments)
    #expect(refused.exit == 65)
    #expect(refused.error.hasPrefix("kdrun export: nothing written: the int8 model loses "))
    #expect(refused.error.hasSuffix("; --force writes it nevertheless\n"))
    #expect(folder.names == ["s.safetensors"])
    #expect(try Run.kdrun(arguments + ["--force"]).exit == 0)
    #expect(folder.names == ["m.kdm", "s.safetensors"])
  }

  @Test func sampleIsTheSameForTheSameSeed() throws {
    let folder = try Folder()
    for (name, seed) in [("a", "3"), ("b", "3"), ("c", "4")] {
      let run = try Run.kdrun(
        ["sample", "--out", folder.file(name), "--responses", "60", "--seed", seed])
      #expect(run.exit == 0)
    }
    #expect(try folder.read("a/train.csv") == folder.read("b/train.csv"))
    #expect(try folder.read("a/train.csv") != folder.read("c/train.csv"))
  }

  @Test func dataComesFromStandardInputToo() throws {
    let file = try Run.kdrun(["eval", Fixture.plain, Fixture.dev, "--json"])
    let stream = try Run.kdrun(
      ["eval", Fixture.plain, "-", "--json"], input: Fixture.folder.read("dev.csv"))
    // All but the time that it took.
    let figures = try [file, stream].map { run in
      var object = try object(run)
      #expect(object.removeValue(forKey: "time") != nil)
      return NSDictionary(dictionary: object)
    }
    #expect(figures[0] == figures[1])
  }

  @Test func anItemOfAPipeIsEvaluatedAsOfAFile() throws {
    let arguments = "--item sink-or-float --json"
    let runs = [
      try Run.shell("\"$K\" eval \"\(Fixture.plain)\" \"\(Fixture.dev)\" \(arguments)"),
      try Run.shell("cat \"\(Fixture.dev)\" | \"$K\" eval \"\(Fixture.plain)\" - \(arguments)"),
    ]
    let figures = try runs.map { run in
      #expect(run.exit == 0, "\(run.error)")
      var object = try object(run)
      #expect(object.removeValue(forKey: "time") != nil)
      return NSDictionary(dictionary: object)
    }
    #expect(figures[0] == figures[1])
  }

  @Test func evalDrawsAndCounts() throws {
    let folder = try Folder()
    let picture = folder.file("confusion.svg")
    let run = try Run.kdrun(["eval", Fixture.plain, Fixture.dev, "--svg", picture])
    #expect(run.exit == 0)
    #expect(run.text.contains("human \\ student"))
    let svg = try folder.text("confusion.svg")
    #expect(svg.hasPrefix("<svg xmlns="))
    #expect(svg.hasSuffix("</svg>\n"))
    #expect(try XMLCheck.isWellFormed(svg))
    let object = try object(Run.kdrun(["eval", Fixture.plain, Fixture.dev, "--json"]))
    let confusion = try #require(object["confusion"] as? [[Int]])
    #expect(confusion.flatMap { $0 }.reduce(0, +) == object["n"] as? Int)
    #expect(run.lines.contains { $0.hasPrefix("time  ") && $0.contains(" ns a response, ") })
    let time = try #require(object["time"] as? [String: Any])
    #expect(try #require(time["p50_ns"] as? Int) > 0)
    for key in [
      "accuracy", "f1_macro", "f1_weighted", "precision_macro", "recall_macro", "qwk", "per_class",
      "labels", "reasons",
    ] {
      #expect(object[key] != nil, "\(key)")
    }
  }

  private func object(_ run: Run) throws -> [String: Any] {
    #expect(run.exit == 0, "\(run.error)")
    return try jsonObject(run.out)
  }
}

/// Whether every element that is opened is closed, in order.
enum XMLCheck {
  static func isWellFormed(_ text: String) throws -> Bool {
    var open: [Substring] = []
    for match in text.matches(
      of: try Regex(
        "<(/?)([a-z]+)[^>]*?(/?)>", as: (Substring, Substring, Substring, Substring).self))
    {
      let (_, slash, name, end) = match.output
      if !slash.isEmpty {
        if open.popLast() != name { return false }
      } else if end.isEmpty {
        open.append(name)
      }
    }
    return open.isEmpty
  }
}
