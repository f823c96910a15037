import Foundation
import KDData
import KDExport
import KDQuantize
import TestSupport
import Testing

struct SafetensorsTests {
  @Test(arguments: Architecture.allCases)
  func roundTripGivesTheSameBytes(architecture: Architecture) throws {
    var configuration = sampleConfiguration(architecture, labels: ["ä", "\"q\"", "\u{1}\\/\u{7F}"])
    configuration.words[3] = "e\u{301}"
    configuration.words[4] = "é"
    var student = sampleStudent(configuration)
    student.parameters[0] = -0.0
    student.parameters[student.parameters.count - 1] = .leastNonzeroMagnitude
    if architecture == .lstm {
      student.parameters[student.layout[.gateBias(.forward)].offset] = -0.0
    }
    var provenance = sampleProvenance()
    provenance.metrics += [("tiny", .leastNonzeroMagnitude), ("big", -.greatestFiniteMagnitude)]
    let bytes = try encodeSafetensors(student, provenance)
    let (read, history) = try decodeSafetensors(bytes)
    #expect(read.configuration == configuration)
    // `String` equality folds Unicode forms; the bytes must be the same too.
    #expect(Array(read.configuration.words[3].utf8) == Array(configuration.words[3].utf8))
    #expect(Array(read.configuration.words[4].utf8) == Array(configuration.words[4].utf8))
    #expect(read.parameters.map(\.bitPattern) == student.parameters.map(\.bitPattern))
    #expect(history == provenance)
    #expect(try encodeSafetensors(read, history) == bytes)
    #expect(bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) } % 8 == 0)
  }

  @Test func theRulesOfTheTextAreStatedUnlessTheyAreTheFirst() throws {
    var configuration = sampleConfiguration()
    let first = try encodeSafetensors(sampleStudent(configuration), Provenance())
    #expect(first.range(of: "rules") == nil)
    configuration.rules = .words2
    var second = try encodeSafetensors(sampleStudent(configuration), Provenance())
    #expect(try decodeSafetensors(second).0.configuration.rules == .words2)
    let place = try #require(second.range(of: "rules\\\":2")).upperBound - 1
    for wrong in "039" {
      second[place] = wrong.asciiValue!
      let fault = #expect(throws: SafetensorsError.self) { try decodeSafetensors(second) }
      #expect(
        fault?.description
          == "safetensors: \"configuration.rules\": expected 1 or 2, got something else")
    }
  }

  /// Made by scripts/safetensors_fixture.py with PyTorch.
  @Test func readsWhatPyTorchWrote() throws {
    let bytes = try Repository.bytes("Tests/ExportTests/Fixtures/pytorch.safetensors")
    let (student, provenance) = try decodeSafetensors(bytes)
    let configuration = StudentConfiguration(
      words: ["bulb", "naïve", "a\"b"], items: ["Q1"], labels: ["0", "1"], embeddingSize: 4,
      hiddenSize: 2, denseSize: 3, maxTokens: 12)
    #expect(student.configuration == configuration)
    #expect(provenance == Provenance())
    // As the script fills them: element i of the tensor of number n is ((5i + n) mod 33 − 16) / 16.
    let names = [
      "dense1.bias", "dense1.weight", "dense2.bias", "dense2.weight", "embedding.weight",
      "lstm.bias_hh_l0", "lstm.bias_hh_l0_reverse", "lstm.bias_ih_l0", "lstm.bias_ih_l0_reverse",
      "lstm.weight_hh_l0", "lstm.weight_hh_l0_reverse", "lstm.weight_ih_l0",
      "lstm.weight_ih_l0_reverse",
    ]
    func element(_ name: String, _ index: Int) -> Float {
      Float((5 * index + names.firstIndex(of: name)!) % 33 - 16) / 16
    }
    var checked = 0
    for tensor in student.layout.tensors {
      for (index, value) in student.tensor(tensor.role).enumerated() {
        var expected = element(tensor.name, index)
        if tensor.name.contains("bias_ih") {
          expected += element(tensor.name.replacingOccurrences(of: "_ih", with: "_hh"), index)
        }
        #expect(value == expected, "\(tensor.name)[\(index)]")
        checked += 1
      }
    }
    #expect(checked == 5 * 4 + 2 * (32 + 16 + 8) + 12 + 3 + 6 + 2)
  }

  @Test func narrowAndWideElements() throws {
    let header =
      #"{"b":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},"#
      + #""d":{"dtype":"F64","shape":[1],"data_offsets":[20,28]},"#
      + #""h":{"dtype":"F16","shape":[2,4],"data_offsets":[4,20]},"#
      + #""i":{"dtype":"I8","shape":[],"data_offsets":[28,29]}}"#
    let halves: [UInt16] = [0x3C00, 0xC000, 0x0001, 0x03FF, 0x7BFF, 0x7C00, 0x8000, 0x3555]
    var data: [UInt8] = [0x80, 0x3F, 0x49, 0xC0]
    for half in halves { data += [UInt8(half & 255), UInt8(half >> 8)] }
    data += withUnsafeBytes(of: (0.1).bitPattern.littleEndian) { Array($0) } + [7]
    let file = try SafetensorsFile(safetensorsBytes(header, data))
    #expect(file.tensors.map(\.name) == ["b", "h", "d", "i"])
    #expect(file["h"]!.shape == [2, 4] && file["h"]!.count == 8 && file["i"]!.count == 1)
    #expect(file.floats(of: file["b"]!)! == [1, -3.140625])
    #expect(file.floats(of: file["d"]!)! == [0.1])
    #expect(file.floats(of: file["i"]!) == nil)
    let floats = file.floats(of: file["h"]!)!
    let expected: [Float] = [
      1, -2, 5.9604645e-8, 6.097555e-5, 65504, .infinity, -0.0, 0.33325195,
    ]
    #expect(floats.map(\.bitPattern) == expected.map(\.bitPattern))
  }

  @Test func refusesToWriteWhatItWouldNotRead() {
    func message(_ change: (inout FloatStudent, inout Provenance) -> Void) -> String {
      var student = sampleStudent(sampleConfiguration())
      var provenance = sampleProvenance()
      change(&student, &provenance)
      do {
        _ = try encodeSafetensors(student, provenance)
        return "written"
      } catch {
        return "\(error)"
      }
    }
    #expect(message { _, _ in } == "written")
    #expect(
      message { student, _ in student.parameters[9] = .nan }
        == "safetensors: \"embedding.weight\": element 9 is not finite")
    #expect(
      message { _, provenance in provenance.metrics[0].value = .infinity }
        == "safetensors: \"dev_accuracy\": expected a finite metric, got inf")
    #expect(
      message { student, _ in student = sampleStudent(sampleConfiguration(labels: ["1"])) }
        == "safetensors: configuration: labels: expected 2 to 64, got 1")
  }
}

/// A file of this header and data.
func safetensorsBytes(_ header: String, _ data: [UInt8]) -> [UInt8] {
  let text = Array(header.utf8)
  return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) } + text + data
}

extension [UInt8] {
  fileprivate func range(of text: String) -> Range<Int>? {
    Data(self).range(of: Data(text.utf8))
  }
}
