import Foundation
import KDData
import KDRuntime
import TestSupport
import Testing

@Suite struct DoctorTests {
  @Test func soundModel() throws {
    for model in [Fixture.plain, Fixture.items] {
      let run = try Run.kdrun(["doctor", model])
      #expect(run.exit == 0)
      #expect(run.error.isEmpty)
      #expect(try #require(run.lines.last).hasPrefix("verdict  all is well: "))
      let report = try jsonObject(Run.kdrun(["doctor", model, "--json"]).out)
      #expect(report["ok"] as? Bool == true)
      #expect(report["kernel"] as? String == "\(Kernel.best.name)")
      let golden = try #require(report["golden"] as? [[String: Any]])
      #expect(golden.count == 2 * Kernel.available.count)
      for check in golden {
        #expect(check["wrong"] as? Int == 0)
        #expect(try #require(check["vectors"] as? Int) > 0)
      }
    }
  }

  /// One logit of one golden vector is one too high, and the checksum is right again.
  @Test func wrongGoldenVector() throws {
    let folder = try Folder()
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Fixture.plain)))
    let logits = try bytes.withUnsafeBytes { bytes throws in
      let model = try Model(bytes)
      return model.golden.prefix(1).flatMap { golden in
        (0..<model.labels.count).map { golden.logits[$0] }
      }
    }
    let pattern = logits.flatMap { withUnsafeBytes(of: $0.littleEndian) { Array($0) } }
    let offset = try #require(
      (0..<(bytes.count - pattern.count)).first {
        bytes[$0..<($0 + pattern.count)].elementsEqual(pattern)
      })
    bytes[offset] ^= 1
    let checksum = bytes.withUnsafeBytes { crc32($0, zeroed: 40) }
    withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(40..<44, with: $0) }
    let run = try Run.kdrun(["doctor", folder.write("m.kdm", bytes), "--json"])
    #expect(run.exit == 65)
    #expect(run.error.hasPrefix("kdrun doctor: wrong scores with scalar folded: 1 of "))
    #expect(run.error.split(separator: "\n").count == 1)
    let report = try jsonObject(run.out)
    #expect(report["ok"] as? Bool == false)
    for check in try #require(report["golden"] as? [[String: Any]]) {
      #expect(check["wrong"] as? Int == 1)
    }
  }

  @Test func whatIsNotAModel() throws {
    let student = Fixture.plain.replacingOccurrences(of: ".kdm", with: ".safetensors")
    let float = try Run.kdrun(["doctor", student])
    #expect(float.exit == 65)
    #expect(
      float.error == "kdrun doctor: \(student): expected a .kdm file, got a float student\n")
    let cut = try Folder()
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Fixture.plain)).dropLast(100))
    #expect(try Run.kdrun(["doctor", cut.write("m.kdm", bytes)]).exit == 65)
    #expect(try Run.kdrun(["doctor", cut.file("none")]).exit == 66)
  }

  @Test func inspectNamesTheKernel() throws {
    let text = try Run.kdrun(["inspect", Fixture.plain]).text
    #expect(text.contains("\(Kernel.best.name) on this machine\n"))
    let report = try jsonObject(Run.kdrun(["inspect", Fixture.plain, "--json"]).out)
    #expect(report["kernel"] as? String == "\(Kernel.best.name)")
  }
}
