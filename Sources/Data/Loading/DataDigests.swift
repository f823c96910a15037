import KDCommon

extension DataSet {
  /// What a model that learnt from these responses may name as its data: the digest of the file, of its
  /// responses, and where it is the train or dev file of a folder, those of both.
  package func digests(_ options: ReadOptions) -> [String] {
    let own = [sha256(bytes), contentSHA256]
    let name = lastPathPart(path)
    let folder = String(path.dropLast(name.count))
    let ending = pathExtension(path)
    guard name == "train.\(ending)" || name == "dev.\(ending)" else { return own }
    let parts = ["train", "dev"].compactMap { part in
      try? readResponses(path: "\(folder)\(part).\(ending)", options: options)
    }
    guard parts.count == 2 else { return own }
    return own + [
      sha256(parts[0].bytes + parts[1].bytes),
      contentDigest(of: parts),
    ]
  }
}
