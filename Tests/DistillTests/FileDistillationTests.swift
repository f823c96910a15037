import KDDistill
import KDExport
import TestSupport
import Testing

/// The pipeline from data files to a student's two files.
@Suite struct FileDistillationTests {
  private func distillation(_ folder: Folder) throws -> FileDistillation {
    let rows = (0..<60).map { "\($0 % 2 == 0 ? "the stone sinks" : "it floats"),\($0 % 2)\n" }
    let data = try folder.write("d.csv", "text,label\n" + rows.joined())
    var distillation = FileDistillation(data: data, model: folder.file("m.kdm"))
    distillation.options.training.epochs = 2
    distillation.options.maximumDrop = nil
    return distillation
  }

  @Test func dataBecomesTwoFiles() throws {
    let folder = try Folder()
    let distillation = try distillation(folder)
    let student = try distillation.run()
    #expect(try folder.read("m.kdm") == student.quantized.bytes)
    let float = try decodeSafetensors(folder.read("m.safetensors"))
    #expect(float.1 == student.quantized.provenance)
    // It goes on from there.
    var second = try self.distillation(folder)
    second.modelPath = folder.file("n.kdm")
    second.initialPath = distillation.studentPath
    let settings = try second.run().quantized.provenance.settings
    #expect(settings.contains { $0 == ("init", "m.safetensors") })
  }

  @Test func whatCannotBeMadeIsRefusedFirst() throws {
    let folder = try Folder()
    var distillation = try distillation(folder)
    func fault() -> String {
      refusal(in: folder) {
        _ = try distillation.run { _ in
          Issue.record("training began")
          return false
        }
      }
    }
    distillation.modelPath = folder.file("none/m.kdm")
    #expect(fault() == "D/none/m.kdm: cannot be created: No such file or directory")
    distillation.modelPath = folder.path
    #expect(fault() == "D: cannot be created: it is a folder")
    distillation.modelPath = distillation.dataPath
    #expect(fault() == "D/d.csv: cannot be created: it is the input D/d.csv")
    distillation = try self.distillation(folder)
    distillation.dataPath = folder.file("none.csv")
    #expect(fault() == "D/none.csv: no such file or folder")
    distillation = try self.distillation(folder)
    distillation.initialPath = distillation.dataPath
    #expect(fault().hasPrefix("D/d.csv: safetensors: "), "\(fault())")
  }

  @Test func aStoppedRunLeavesItsCheckpointAndGoesOn() throws {
    let (folder, other) = (try Folder(), try Folder())
    let whole = try distillation(other).run()
    var distillation = try distillation(folder)
    distillation.checkpointEvery = 10
    distillation.isResumed = true
    #expect(throws: FileDistillationError.self) { try distillation.run { $0.epoch < 2 } }
    #expect(folder.names == ["d.csv", "m.checkpoint"])
    #expect(try distillation.run().quantized.bytes == whole.quantized.bytes)
    #expect(folder.names == ["d.csv", "m.kdm", "m.safetensors"])
    #expect(other.names == folder.names)
  }
}
