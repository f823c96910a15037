import KDCommon
import KDQuantize

/// The student of `--init`.
struct InitialFile {
  let student: FloatStudent
  /// What the provenance tells: the name without its folder, and the digest.
  let settings: [(name: String, value: String)]

  init(_ path: String) throws(Failure) {
    let file = try ModelFile(path)
    guard case .float(let student, _) = file.student else {
      throw .notAModel(path: path, reason: "expected a float student (.safetensors), got a .kdm")
    }
    self.student = student
    settings = [
      (name: "init", value: lastPathPart(path)),
      (name: "init_sha256", value: sha256(file.bytes)),
    ]
  }
}
