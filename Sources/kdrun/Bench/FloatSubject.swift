import KDDistill
import KDLines
import KDRuntime
import KDSystem

/// A float student, for comparison.
final class FloatSubject: BenchSubject {
  private let engine: FloatEngine
  private let labelCount: Int

  init(_ engine: FloatEngine, labelCount: Int) {
    self.engine = engine
    self.labelCount = labelCount
  }

  func run(_ responses: ArraySlice<BenchResponse>, _ path: BenchPath) {
    for response in responses { _ = score(response, path) }
  }

  func time(
    _ responses: ArraySlice<BenchResponse>, _ path: BenchPath,
    into times: UnsafeMutablePointer<UInt32>
  ) {
    for (index, response) in responses.enumerated() {
      let begin = Clock.now()
      _ = score(response, path)
      times[index] = UInt32(clamping: Clock.now() &- begin)
    }
  }

  func digest(_ responses: [BenchResponse], _ path: BenchPath) -> UInt32 {
    var values: [UInt32] = []
    for response in responses where score(response, path).reason.isScored {
      values += UnsafeBufferPointer(start: engine.millionths, count: labelCount)
        .map(\.littleEndian)
    }
    return values.withUnsafeBytes { crc32($0) }
  }

  private func score(_ response: BenchResponse, _ path: BenchPath) -> ScoredResponse {
    path == .tokens
      ? engine.score(tokens: response.tokens) : engine.score(response.text, item: response.item)
  }
}
