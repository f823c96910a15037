import KDCommon

extension DataSet {
  /// SHA-256 (hex) of what a student learns from: item, words' text, label and options of each response,
  /// in their order. The same for every form of a sheet: ids, columns and the kind of white space do not
  /// count.
  package var contentSHA256: String {
    var hash = SHA256()
    for response in responses {
      let fields = [response.item, response.text, response.label ?? ""] + response.options
      for field in fields {
        hash.update(withoutRunsOfBlanks(field) + [0])
      }
      hash.update([1])
    }
    return hash.finalize()
  }
}

/// SHA-256 (hex) of the responses of several files, one behind the other.
package func contentDigest(of files: [DataSet]) -> String {
  files.count == 1
    ? files[0].contentSHA256 : sha256(Array(files.map { $0.contentSHA256 }.joined().utf8))
}

private func withoutRunsOfBlanks(_ text: String) -> [UInt8] {
  var result: [UInt8] = []
  for byte in text.utf8 {
    let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
    if !isBlank {
      result.append(byte)
    } else if let last = result.last, last != 0x20 {
      result.append(0x20)
    }
  }
  if result.last == 0x20 { result.removeLast() }
  return result
}
