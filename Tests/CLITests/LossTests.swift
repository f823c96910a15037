import Foundation
import TestSupport
import Testing

/// The options that say what the student is to come close to.
@Suite struct LossTests {
  private static let quick = ["--epochs", "2", "--max-params", "12000", "--starts", "1", "--force"]

  /// Distils from the sample with `options`; returns the report and the model's provenance.
  private func distill(
    _ options: [String]
  ) throws -> (report: [String: Any], settings: [String: String], model: [UInt8]) {
    let folder = try Folder()
    let out = folder.file("m.kdm")
    let run = try Run.kdrun(
      ["distill", Fixture.folder.path, "--teacher", Fixture.teacher(Fixture.folder)]
        + ["--item-token", "--json", "--out", out] + Self.quick + options)
    #expect(run.exit == 0, "\(run.error)")
    let inspection = try jsonObject(Run.kdrun(["inspect", out, "--json"]).out)
    let provenance = try #require(inspection["provenance"] as? [String: Any])
    return (
      try jsonObject(run.out), try #require(provenance["settings"] as? [String: String]),
      try folder.read("m.kdm")
    )
  }

  @Test func dualLoss() throws {
    let plain = try distill([])
    #expect(plain.report["loss"] as? String == "ce")
    #expect(plain.report["lambda"] as? Double == 1)
    #expect(plain.settings["loss"] == nil)
    let dual = try distill(["--loss", "kl", "--alpha", "0.7", "--temperature", "3"])
    #expect(dual.report["loss"] as? String == "kl")
    #expect(dual.report["lambda"] is NSNull)
    #expect(dual.report["alpha"] as? Double == 0.7)
    #expect(dual.report["temperature"] as? Double == 3)
    #expect(dual.settings["loss"] == "kl")
    #expect(dual.settings["alpha"] == "0.7")
    #expect(dual.settings["temperature"] == "3.0")
    #expect(dual.settings["lambda"] == nil)
    #expect(dual.model != plain.model)
    let threads = ["--loss", "kl", "--alpha", "0.7", "--temperature", "3", "--threads", "3"]
    #expect(try distill(threads).model == dual.model)
  }

  @Test func trainingAtTheCodes() throws {
    let quantized = try distill(["--qat", "--qat-epochs", "2", "--threads", "1"])
    #expect(quantized.settings["qat_epochs"] == "2")
    #expect(quantized.report["qat_epochs"] as? Int == 2)
    let plain = try distill([])
    #expect(plain.settings["qat_epochs"] == nil)
    #expect(plain.report["qat_epochs"] as? Int == 0)
    #expect(quantized.model != plain.model)
    let again = try distill(["--qat", "--qat-epochs", "2", "--threads", "3"])
    #expect(again.model == quantized.model)
  }

  @Test func shortcutPenalty() throws {
    let plain = try distill([])
    #expect(plain.settings["shortcut_penalty"] == nil)
    let popular = try #require(plain.report["most_often"] as? [String: Any])
    #expect(try #require(popular["share"] as? Double) > 0.33)
    let penalised = try distill(["--shortcut-penalty", "2", "--threads", "1"])
    #expect(penalised.settings["shortcut_penalty"] == "2.0")
    #expect(penalised.model != plain.model)
    #expect(try distill(["--shortcut-penalty", "2", "--threads", "4"]).model == penalised.model)
  }

  /// A student that has learnt nothing gives one label to everything, and that is said.
  @Test func theWarning() throws {
    let folder = try Folder()
    func train(_ epochs: String, _ rate: String) throws -> Run {
      try Run.kdrun([
        "train", Fixture.folder.path, "--epochs", epochs, "--starts", "1", "--lr", rate, "--force",
        "--out", folder.file("m.kdm"),
      ])
    }
    let lazy = try train("1", "1e-9")
    #expect(lazy.exit == 0)
    #expect(lazy.error.hasPrefix("kdrun: warning: the student scores "), "\(lazy.error)")
    #expect(lazy.error.hasSuffix("; --shortcut-penalty works against it\n"))
    #expect(lazy.error.split(separator: "\n").count == 1)
    #expect(lazy.lines.contains { $0.hasPrefix("most often  ") })
    let good = try train("20", "0.01")
    #expect(good.error.isEmpty, "\(good.error)")
    #expect(good.lines.contains { $0.hasPrefix("most often  ") })
  }

  @Test func severalTeachers() throws {
    let folder = try Folder()
    // The second teacher has every other row.
    let rows = try Fixture.folder.text("teacher.jsonl").split(separator: "\n")
    let second = try folder.write(
      "t2.jsonl", rows.enumerated().filter { $0.offset % 2 == 0 }.map { $0.element + "\n" }.joined()
    )
    let uniform = try distill(["--teacher", second])
    #expect(uniform.report["soft_labels"] as? Int == rows.count)
    #expect(uniform.report["teacher_weights"] as? [Double] == [0.5, 0.5])
    #expect(uniform.settings["teacher_weights"] == nil)
    for weights in ["accuracy", "confidence", "3.0,1.0"] {
      let run = try distill(["--teacher", second, "--teacher-weights", weights])
      #expect(run.settings["teacher_weights"] == weights)
      #expect(run.report["soft_labels"] as? Int == rows.count)
    }
  }

  /// A safetensors file with one tensor of float32.
  private func states(_ values: [Float], shape: [Int]) -> [UInt8] {
    let header = Array(
      "{\"hidden\":{\"dtype\":\"F32\",\"shape\":\(shape),\"data_offsets\":[0,\(4 * values.count)]}}"
        .utf8)
    let count = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    let data = values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }
    return count + header + data
  }

  @Test func hiddenStates() throws {
    let folder = try Folder()
    let count = try Fixture.folder.text("teacher.jsonl").split(separator: "\n").count
    let good = try folder.write(
      "h.safetensors", states((0..<count * 5).map { Float($0 * 7 % 11) }, shape: [count, 5]))
    let plain = try distill([])
    let aligned = try distill(["--hidden", good, "--threads", "1"])
    #expect(aligned.settings["hidden"] == "h.safetensors")
    #expect(aligned.settings["hidden_weight"] == "1.0")
    #expect(aligned.settings["hidden_sha256"]?.count == 64)
    #expect(aligned.model != plain.model)
    // The projection is dropped: the student has its size.
    #expect(aligned.report["parameters"] as? Int == plain.report["parameters"] as? Int)
    #expect(try distill(["--hidden", good, "--threads", "3"]).model == aligned.model)
  }

  @Test func badHiddenStates() throws {
    let folder = try Folder()
    let count = try Fixture.folder.text("teacher.jsonl").split(separator: "\n").count
    let values = (0..<count * 2).map { Float($0 % 13) }
    var broken = values
    broken[5] = .nan
    for (bytes, message) in [
      (states(values, shape: [count * 2]), "wrong shape of \"hidden\""),
      (states(Array(values.dropLast(2)), shape: [count - 1, 2]), "wrong number of rows"),
      (states(broken, shape: [count, 2]), "\"hidden\" is not finite"),
      (states(values.map { _ in 1 }, shape: [count, 2]), "\"hidden\" is the same for all"),
      (Array(states(values, shape: [count, 2]).dropLast()), "safetensors: "),
      ([], "safetensors: "),
    ] {
      let path = try folder.write("h.safetensors", bytes)
      let run = try Run.kdrun([
        "distill", Fixture.folder.path, "--teacher", Fixture.teacher(Fixture.folder), "--hidden",
        path, "--out", folder.file("m.kdm"),
      ])
      #expect(run.exit == 65)
      #expect(run.error.hasPrefix("kdrun distill: \(path): \(message)"), "\(run.error)")
      #expect(run.error.split(separator: "\n").count == 1)
    }
    #expect(folder.names == ["h.safetensors"])
  }
}
