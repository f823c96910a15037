import Foundation
import TestSupport
import Testing

/// SIGINT and SIGTERM: the line in hand is finished, then 130 or 143; no partial file.
@Suite struct SignalTests {
  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func duringTraining(_ signal: Int32, _ code: Int32) throws {
    let (folder, streams) = (try Folder(), try Folder())
    let process = try Run.start(
      Run.tool,
      [
        "train", Fixture.folder.path, "--out", folder.file("m.kdm"), "--epochs", "100000",
        "--patience", "100000",
      ], streams)
    Thread.sleep(forTimeInterval: 1.5)
    #expect(process.isRunning)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let run = try Run.result(process, streams)
    #expect(run.exit == code)
    #expect(run.out.isEmpty)
    #expect(run.error.isEmpty)
    #expect(folder.names.isEmpty)
  }

  /// The tool waits for input that does not come.
  @Test(arguments: [("INT", "130"), ("TERM", "143")])
  func whileWaitingForInput(_ signal: String, _ code: String) throws {
    let run = try Run.shell(
      """
      cd "$(mktemp -d)"; mkfifo in
      $K score '\(Fixture.plain)' --json < in > out &
      tool=$!
      exec 3> in
      printf 'one\\ntwo\\nthr' >&3
      until [ "$(wc -l < out)" -eq 2 ]; do sleep 0.1; done
      kill -\(signal) $tool
      wait $tool
      echo $?
      cat out
      rm -r "$PWD"
      """)
    #expect(run.lines.first == code)
    #expect(run.lines.count == 3)
    #expect(run.text.hasSuffix("}\n"))
  }

  /// The model is a pipe that nobody writes to.
  @Test(arguments: [("INT", "130"), ("TERM", "143")])
  func whileOpeningAPipe(_ signal: String, _ code: String) throws {
    let run = try Run.shell(
      """
      cd "$(mktemp -d)"; mkfifo model
      $K score model < /dev/null &
      tool=$!
      sleep 1
      kill -\(signal) $tool
      wait $tool
      echo $?
      rm -r "$PWD"
      """)
    #expect(run.lines == [code])
  }

  /// The tool is busy: what is written ends with a whole line.
  @Test(arguments: [("INT", "130"), ("TERM", "143")])
  func whileScoring(_ signal: String, _ code: String) throws {
    let run = try Run.shell(
      """
      cd "$(mktemp -d)"; mkfifo in
      yes 'the plant grows' > in &
      $K score '\(Fixture.plain)' --json < in > out 2> error &
      tool=$!
      until [ -s out ]; do sleep 0.1; done
      kill -\(signal) $tool
      wait $tool
      echo $?
      tail -c 2 out
      tail -n 1 out | head -c 6
      rm -r "$PWD"
      """)
    #expect(run.text == "\(code)\n}\n{\"id\":")
  }
}
