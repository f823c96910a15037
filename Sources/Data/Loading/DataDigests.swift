import KDCommon

extension DataSet {
  /// What a model that learnt from these responses may name as its data: the file's digest, and where it is
  /// the train or dev file of a folder, that of both.
  package var digests: [String] {
    let name = lastPathPart(path)
    let folder = String(path.dropLast(name.count))
    let ending = pathExtension(path)
    guard name == "train.\(ending)" || name == "dev.\(ending)" else { return [sha256(bytes)] }
    let parts = ["train", "dev"].compactMap { part in
      try? readBytes("\(folder)\(part).\(ending)")
    }
    return [sha256(bytes)] + (parts.count == 2 ? [sha256(parts[0] + parts[1])] : [])
  }
}
