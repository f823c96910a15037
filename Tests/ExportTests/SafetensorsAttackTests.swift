import KDCommon
import KDData
import KDExport
import TestSupport
import Testing

/// Whatever the bytes: a student or one line, never a trap.
struct SafetensorsAttackTests {
  private let good = try! encodeSafetensors(
    sampleStudent(sampleConfiguration(words: 3, items: ["Q"])), sampleProvenance())

  private func message(_ bytes: [UInt8]) -> String {
    do {
      _ = try decodeSafetensors(bytes)
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test func everyTruncationIsRefused() {
    var refused = 0
    for count in 0..<good.count {
      let text = message(Array(good[..<count]))
      #expect(text.hasPrefix("safetensors: ") && !text.contains("\n"), "\(count) bytes: \(text)")
      refused += 1
    }
    #expect(refused == good.count && refused > 2_000)
    #expect(message(good) == "read")
    #expect(message(good + [0]) == "safetensors: data: 1 bytes after the last tensor")
  }

  @Test func everyBitFlipInTheHeaderIsReadOrRefused() {
    let headerCount = 8 + good.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    var bytes = good
    var (read, refused) = (0, 0)
    for position in 0..<headerCount {
      for bit in 0..<8 {
        bytes[position] ^= 1 << bit
        let text = message(bytes)
        bytes[position] ^= 1 << bit
        #expect(!text.contains("\n"))
        if text == "read" { read += 1 } else { refused += 1 }
      }
    }
    #expect(read + refused == 8 * headerCount)
    #expect(refused > read)
  }

  @Test func randomDamageIsReadOrRefused() {
    var random = Random(seed: 11)
    var refused = 0
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let position = Int.random(in: bytes.indices, using: &random)
        bytes[position] = .random(in: 0...255, using: &random)
      }
      let text = message(bytes)
      #expect(!text.contains("\n"))
      if text != "read" { refused += 1 }
    }
    #expect(refused > 1_000)
  }

  @Test(arguments: [
    ("[]", 0, "header: expected { at byte 8"),
    ("{}{}", 0, "header: text after the value at byte 10"),
    (" {}", 0, "header: expected { at byte 8"),
    (#"{"a":1}"#, 0, #""a": expected an object, got a number"#),
    (#"{"__metadata__":{"a":1}}"#, 0, #""__metadata__": expected strings, got a number"#),
    (#"{"__metadata__":[]}"#, 0, #""__metadata__": expected an object, got an array"#),
    (
      #"{"a":{"dtype":"F31","shape":[],"data_offsets":[0,4]}}"#, 4,
      #""a": expected a known dtype, got another"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[]}}"#, 0,
      #""a": expected dtype, shape and data_offsets, got "dtype, shape""#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4,
      #""a": expected whole numbers in shape, got another value"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}"#, 4,
      #""a": expected whole numbers in shape, got another value"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4,
      #""a": expected 8 bytes for shape [2], got 4"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[281474976710656,281474976710656],"data_offsets":[0,0]}}"#, 0,
      #""a": expected a shape that fits the data, got [281474976710656, 281474976710656]"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4,
      #""a": expected two data_offsets in order, got [4, 0]"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8,
      #""a": expected data offset 0, got 4"#
    ),
    (
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"#
        + #""b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}"#, 3,
      #""b": expected data offset 2, got 1"#
    ),
    (
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"#
        + #""a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#, 4,
      #"header: key "a" is there twice at byte 112"#
    ),
    (#"{"__metadata__":{}}"#, 1, "data: 1 bytes after the last tensor"),
    (#"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#, 1, "data: expected 2 bytes, got 1"),
    ("{}", 0, #""__metadata__.configuration": missing"#),
    (
      #"{"__metadata__":{"configuration":"{"}}"#, 0,
      #""configuration": expected JSON, got expected a key in quotes at its byte 2"#
    ),
    (#"{"__metadata__":{"configuration":"{}"}}"#, 0, #""configuration.architecture": missing"#),
  ])
  func brokenHeaders(header: String, dataCount: Int, expected: String) {
    let bytes = safetensorsBytes(header, [UInt8](repeating: 0, count: dataCount))
    #expect(message(bytes) == "safetensors: " + expected)
  }

  @Test func brokenFrames() {
    #expect(message([]) == "safetensors: header length: expected 8 bytes, got 0")
    #expect(
      message([UInt8](repeating: 0, count: 8))
        == "safetensors: header: expected 2 to 16777216 bytes, got 0")
    #expect(
      message([UInt8](repeating: 0xFF, count: 8))
        == "safetensors: header: expected 2 to 16777216 bytes, got 18446744073709551615")
    #expect(
      message([3, 0, 0, 0, 0, 0, 0, 0, 0x7B]) == "safetensors: header: expected 3 bytes, got 1")
    let deep = String(repeating: "[", count: 100_000)
    #expect(
      message(safetensorsBytes("{\"a\":" + deep, []))
        == "safetensors: header: nested too deep at byte 45")
  }

  /// The good file with one string of its header replaced by another of the same length.
  private func changed(_ old: String, _ new: String) -> String {
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    let starts = good.indices.filter { good[$0...].starts(with: old) }
    guard starts.count == 1, old.count == new.count else { return "\(starts.count) places" }
    var bytes = good
    bytes.replaceSubrange(starts[0]..<starts[0] + old.count, with: new)
    return message(bytes)
  }

  @Test func studentsThatDoNotFit() {
    #expect(
      changed("\"dense1.bias\"", "\"dense3.bias\"") == "safetensors: \"dense1.bias\": missing")
    #expect(
      changed("\"shape\":[6,8]", "\"shape\":[8,6]")
        == "safetensors: \"dense1.weight\": expected shape [6, 8], got [8, 6]")
    #expect(
      changed("\\\"hidden_size\\\":4", "\\\"hidden_size\\\":5")
        == "safetensors: \"lstm.weight_ih_l0\": expected shape [20, 8], got [16, 8]")
    #expect(
      changed("\\\"hidden_size\\\":4", "\\\"hidden_size\\\":x")
        .hasPrefix("safetensors: \"configuration\": expected JSON, got expected a value"))
    #expect(
      changed("\\\"embedding_size\\\":8,\\\"h", "\\\"embedding_size\\\":0,\\\"h")
        == "safetensors: configuration: embedding size: expected 1 to 256, got 0")
    #expect(
      changed("\\\"lstm\\\"", "\\\"gru2\\\"")
        == "safetensors: \"configuration.architecture\": expected lstm or ann, got something else")
    #expect(
      changed("\\\"lstm\\\"", "\\\"ann\\\" ").hasPrefix("safetensors: \"dense1.weight\": ")
        || changed("\\\"lstm\\\"", "\\\"ann\\\" ").hasSuffix("not part of the student"))
    #expect(
      changed("\\\"seed\\\":42", "\\\"seed\\\":-2")
        == "safetensors: \"provenance.seed\": expected 0 to 4294967295, got something else")
    var infinite = good
    infinite.replaceSubrange(good.count - 4..<good.count, with: [0, 0, 0x80, 0x7F])
    #expect(message(infinite) == "safetensors: \"dense2.bias\": element 2 is not finite")
  }
}
