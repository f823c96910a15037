import KDDistill
import KDRuntime
import TestSupport
import Testing

@Suite struct UsageTests {
  private static let kernels = Kernel.available.map { "\($0.name)" }.joined(separator: ", ")
  /// A table: its rows are alike on purpose, each is one mistake and the whole line for it.
  private static let cases: [([String], String)] = [
    ([], "kdrun: missing verb; kdrun --help lists them"),
    (["scroe"], "kdrun: unknown verb \"scroe\"; did you mean score?"),
    (["frobnicate"], "kdrun: unknown verb \"frobnicate\"; --help lists them"),
    (["--versoin"], "kdrun: unknown option --versoin; did you mean --version?"),
    (["score"], "kdrun score: missing MODEL"),
    (["score", "m", "--itm", "1"], "kdrun score: unknown option --itm; did you mean --item?"),
    (["score", "m", "-x"], "kdrun score: unknown option -x; --help lists them"),
    (["score", "m", "--item"], "kdrun score: option --item needs a value: --item ID"),
    (["score", "m", "--item", "--json"], "kdrun score: option --item needs a value: --item ID"),
    (["score", "m", "--json=1"], "kdrun score: option --json takes no value"),
    (["score", "m", "--json", "--json"], "kdrun score: option --json is given twice"),
    (
      ["score", "m", "--threads", "1", "--threads=2"],
      "kdrun score: option --threads is given twice"
    ),
    (
      ["score", "m", "--threads", "0"],
      "kdrun score: option --threads: expected a whole number from 1 to 1024, got \"0\""
    ),
    (
      ["score", "m", "--threads", "-1"],
      "kdrun score: option --threads: expected a whole number from 1 to 1024, got \"-1\""
    ),
    (
      ["score", "m", "--threads="],
      "kdrun score: option --threads: expected a whole number from 1 to 1024, got \"\""
    ),
    (
      ["score", "m", "--kernel", "avx"],
      "kdrun score: option --kernel: expected \(kernels), got \"avx\""
    ),
    (
      ["score", "m", "--format", "xml"],
      "kdrun score: option --format: expected text, jsonl, csv, got \"xml\""
    ),
    (
      ["score", "m", "--json", "--format", "csv"],
      "kdrun score: --json and --format exclude each other"
    ),
    (["score", "m", "--data", "f", "text"], "kdrun score: --data and TEXT exclude each other"),
    (
      ["score", "m", "--input", "csv", "text"],
      "kdrun score: --input csv and TEXT exclude each other"
    ),
    (
      ["sweep", "d", "--lambda", "1"],
      "kdrun sweep: option with a range or a list, such as --lambda 0:1:0.1, is needed"
    ),
    (
      ["sweep", "d", "--lr", "0.1:0.2"],
      "kdrun sweep: option --lr: expected a list a,b,c or a range first:last:step of at most 1000 "
        + "different values, got \"0.1:0.2\""
    ),
    (
      ["sweep", "d", "--epochs", "1,x"],
      "kdrun sweep: option --epochs: expected a whole number from 1 to 100000, got \"x\""
    ),
    (
      ["sweep", "d", "--lambda", "0,1"],
      "kdrun sweep: option --lambda: expected 0 without --teacher, got \"1\""
    ),
    (
      ["sweep", "d", "--lr", "0.1,0.2", "--epochs", "1,2", "--plot", "p.svg"],
      "kdrun sweep: --plot and --epochs with --lr exclude each other"
    ),
    (
      ["sweep", "-", "--lr", "0.1,0.2", "--seeds", "3"],
      "kdrun sweep: - and --seeds 3 exclude each other"
    ),
    (
      ["sweep", "d", "--lr", "0.1,0.2", "--out", "m.kdm"],
      "kdrun sweep: unknown option --out; --help lists them"
    ),
    (["compare", "d"], "kdrun compare: option --teacher is needed"),
    (
      ["compare", "d", "--teacher", "t", "--lambda", "0"],
      "kdrun compare: option --lambda: expected more than 0, as the student without a teacher is "
        + "there anyway, got \"0\""
    ),
    (
      ["compare", "d", "--teacher", "t", "--loss", "kl", "--alpha", "0"],
      "kdrun compare: option --alpha: expected more than 0, as the student without a teacher is "
        + "there anyway, got \"0\""
    ),
    (
      ["compare", "d", "--teacher", "t", "--architecture", "ann"],
      "kdrun compare: unknown option --architecture; --help lists them"
    ),
    (
      ["tune", "d", "--out", "m.kdm"],
      "kdrun tune: option --out: expected a name that ends in .json, got \"m.kdm\""
    ),
    (
      ["tune", "d", "--out", "s.json", "--folds", "1"],
      "kdrun tune: option --folds: expected a whole number from 2 to 100, got \"1\""
    ),
    (
      ["tune", "d", "--out", "s.json", "--budget-bytes", "30000", "--max-params", "9000"],
      "kdrun tune: --budget-bytes and --max-params exclude each other"
    ),
    (["train", "d"], "kdrun train: option --out is needed"),
    (["train", "--out", "m.kdm"], "kdrun train: missing DATA"),
    (["train", "a", "b", "--out", "m.kdm"], "kdrun train: unexpected argument \"b\""),
    (
      ["train", "d", "--out", "m"],
      "kdrun train: option --out: expected a name that ends in .kdm, got \"m\""
    ),
    (
      ["train", "d", "--out", "m.kdm", "--lr", "1e999"],
      "kdrun train: option --lr: expected a number from 1e-09 to 1.0, got \"1e999\""
    ),
    (
      ["train", "d", "--out", "m.kdm", "--dropout", "nan"],
      "kdrun train: option --dropout: expected a number from 0.0 to 0.95, got \"nan\""
    ),
    (
      ["train", "d", "--out", "m.kdm", "--teacher", "t"],
      "kdrun train: unknown option --teacher; --help lists them"
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--lambda", "1"],
      "kdrun distill: option --lambda: expected 0 without --teacher, got \"1\""
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--loss", "kl"],
      "kdrun distill: option --loss: expected ce without --teacher, got \"kl\""
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--teacher", "t", "--loss", "mse"],
      "kdrun distill: option --loss: expected ce, kl, got \"mse\""
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--teacher", "t", "--loss", "kl", "--lambda", "1"],
      "kdrun distill: --lambda and --loss kl exclude each other"
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--teacher", "t", "--alpha", "0.5"],
      "kdrun distill: --alpha and --loss ce exclude each other"
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--teacher", "t", "--loss", "ce", "--temperature", "2"],
      "kdrun distill: --temperature and --loss ce exclude each other"
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--teacher", "t", "--loss", "kl", "--alpha", "1.5"],
      "kdrun distill: option --alpha: expected a number from 0.0 to 1.0, got \"1.5\""
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--teacher", "t", "--teacher-weights", "accuracy"],
      "kdrun distill: option --teacher-weights: expected at least two --teacher files, got \"1\""
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--teacher", "t", "--teacher", "u"]
        + ["--teacher-weights", "1,2,3"],
      "kdrun distill: option --teacher-weights: expected uniform, accuracy, confidence or 2 numbers "
        + "of at least 0, not all 0, got \"1,2,3\""
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--teacher", "t", "--hidden-weight", "1"],
      "kdrun distill: option --hidden-weight: expected 0 without --hidden, got \"1\""
    ),
    (
      ["distill", "d", "--out", "m.kdm", "--teacher", "t", "--hidden", "g", "--hidden", "h"],
      "kdrun distill: option --hidden: expected at most one file a --teacher, 1, got \"2\""
    ),
    (
      ["train", "d", "--out", "m.kdm", "--vocab-size", "9", "--max-params", "9000"],
      "kdrun train: --vocab-size and --max-params exclude each other"
    ),
    (
      ["train", "d", "--out", "m.kdm", "--qat-epochs", "3"],
      "kdrun train: option --qat (for --qat-epochs) is needed"
    ),
    (
      ["train", "d", "--out", "m.kdm", "--schedule", "plateau", "--patience", "3"],
      "kdrun train: --schedule plateau and --patience 3 exclude each other"
    ),
    (
      ["train", "d", "--out", "m.kdm", "--schedule", "cosin"],
      "kdrun train: option --schedule: expected constant, cosine, linear, plateau, got \"cosin\""
    ),
    (
      ["train", "d", "--out", "m.kdm", "--warmup", "1.5"],
      "kdrun train: option --warmup: expected a whole number of steps or a share below 1, "
        + "got \"1.5\""
    ),
    (["eval", "m"], "kdrun eval: missing DATA"),
    (
      ["eval", "m", "d", "--teacher", "t"],
      "kdrun eval: option --report (for --teacher) is needed"
    ),
    (
      ["eval", "m", "d", "--report", "r.txt"],
      "kdrun eval: option --report: expected a name that ends in .html, got \"r.txt\""
    ),
    (
      ["train", "d", "--out", "m.kdm", "--report", "m.kdm"],
      "kdrun train: option --report: expected a name that ends in .html, got \"m.kdm\""
    ),
    (["export", "s", "--out", "m.kdm"], "kdrun export: option --calibrate is needed"),
    (["inspect", "a", "b"], "kdrun inspect: unexpected argument \"b\""),
    (["sample"], "kdrun sample: option --out is needed"),
    (["completions"], "kdrun completions: missing SHELL"),
    (
      ["completions", "sh"],
      "kdrun completions: option SHELL: expected bash, zsh, fish, got \"sh\""
    ),
  ]

  /// Every wrong command line ends with 64, one line that names what is wrong, and no output.
  @Test(arguments: cases)
  func wrongCommandLine(_ arguments: [String], _ message: String) throws {
    let run = try Run.kdrun(arguments)
    #expect(run.error == message + "\n", "\(arguments)")
    #expect(run.exit == 64)
    #expect(run.out.isEmpty)
  }

  @Test func versionIsOneLine() throws {
    let run = try Run.kdrun(["--version"])
    #expect(run.exit == 0)
    #expect(run.text == "kdrun 0.2.0\n")
    #expect(run.error.isEmpty)
  }

  /// `--` ends the options, so a text may look like one.
  @Test func doubleDashEndsOptions() throws {
    let run = try Run.kdrun(["score", Fixture.plain, "--json", "--", "--json", "-"])
    #expect(run.exit == 0)
    #expect(run.lines.count == 2)
  }

  @Test func controlCharactersInAMessageAreEscaped() throws {
    let run = try Run.kdrun(["a\nb\u{1b}[31m"])
    #expect(run.error == "kdrun: unknown verb \"a\\nb\\u{1b}[31m\"; --help lists them\n")
  }

  @Test func signsThatReorderALineAreEscapedInAMessage() throws {
    let run = try Run.kdrun(["\u{202E}evil\u{2028}"])
    #expect(
      run.error == "kdrun: unknown verb \"\\u{202e}evil\\u{2028}\"; --help lists them\n")
    let missing = try Run.kdrun(["inspect", "/nowhere/\u{2066}x"])
    #expect(missing.error.contains("/nowhere/\\u{2066}x: "))
  }
}
