import Foundation
import TestSupport

/// Sample data and two small students, made once for all tests by the tool itself.
enum Fixture {
  /// `train.csv`, `dev.csv`, `teacher.jsonl`; `items.kdm` knows the items, `plain.kdm` does not.
  static let folder: Folder = {
    do {
      let folder = try Folder()
      try check(Run.kdrun(["sample", "--out", folder.path, "--responses", "400"]))
      let common = ["--epochs", "2", "--max-params", "12000"]
      try check(
        Run.kdrun(
          ["distill", folder.path, "--teacher", teacher(folder), "--item-token"] + common
            + ["--out", folder.file("items.kdm"), "--force"]))
      try check(
        Run.kdrun(["train", folder.path, "--out", folder.file("plain.kdm"), "--force"] + common))
      return folder
    } catch {
      fatalError("the fixture cannot be made: \(error)")
    }
  }()

  static func teacher(_ folder: Folder) -> String { folder.file("teacher.jsonl") }
  static var items: String { folder.file("items.kdm") }
  static var plain: String { folder.file("plain.kdm") }
  static var train: String { folder.file("train.csv") }
  static var dev: String { folder.file("dev.csv") }

  /// Rows of the dev part that need no quotes: id, item, text, label.
  static var devRows: [[String]] {
    let text = (try? folder.text("dev.csv")) ?? ""
    return text.split(separator: "\n").dropFirst().map { $0.components(separatedBy: ",") }
      .filter { $0.count == 4 && !$0.joined().contains("\"") }
  }

  private static func check(_ run: Run) throws {
    if run.exit != 0 { throw FixtureError(text: run.error) }
  }
}

struct FixtureError: Error {
  let text: String
}
