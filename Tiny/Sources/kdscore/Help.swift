import KDRuntime
import KDLines

/// What `--help` and `--version` print.
enum Help {
  static func print() throws(Exit) {
    try print(
      """
      usage: kdscore MODEL [OPTIONS] < RESPONSES

      Score responses, one a line, with a student (.kdm). One line of result each, in order, the
      same bytes as kdrun score. MODEL is left out when one is built in.

      options:
        --input FORM   lines: a response a line; tsv: item TAB response. [lines]
        --item ID      The item of responses that name none.
        --format FORM  text or jsonl. [text]
        --json         The same as --format jsonl.
        --logits       Add the integer logits.
        --fold         Tabulate the embedding: more memory, same result, faster.
        --self-test    Score the model's golden vectors and say whether they are exact.
        --version      Print the version.
        --help         Print this page.

      exit: 0 done, 64 usage, 65 bad model, 66 no model, 74 reading or writing failed, 130 and 143
      stopped by a signal.

      """)
  }

  static func printVersion() throws(Exit) {
    try print("kdscore ")
    try print(kdrunVersion)
    try print("\n")
  }

  private static func print(_ text: StaticString) throws(Exit) { try write(Text(text).bytes) }
}
