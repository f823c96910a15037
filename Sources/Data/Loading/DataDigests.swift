import KDCommon

extension DataSet {
  /// Whether a digest that a model names as its data's is of these responses: of the file, of what is
  /// learnt from it, or where it is the train or dev file of a folder, of both.
  ///
  /// - Parameter options: as this file was read.
  package func hasDigest(_ digest: String, _ options: ReadOptions) -> Bool {
    if digest == sha256(bytes) || digest == contentSHA256 { return true }
    let name = lastPathPart(path)
    let folder = String(path.dropLast(name.count))
    let ending = pathExtension(path)
    let names = ["train.\(ending)", "dev.\(ending)"]
    guard names.contains(name) else { return false }
    let parts = names.compactMap { part in
      try? readResponses(path: folder + part, options: options)
    }
    return parts.count == 2
      && (digest == sha256(parts[0].bytes + parts[1].bytes) || digest == contentDigest(of: parts))
  }
}
