import KDCommon
import KDData
import KDQuantize
import KDRuntime

/// The `size` most frequent words of `texts`, or all if there are fewer.
func mostFrequentWords(_ texts: [String], _ size: Int, _ rules: TokenizerRules) -> [String] {
  var counts: [ByteString: Int] = [:]
  for text in texts {
    for word in TokenEncoder.words(in: text, rules)
    where word.utf8.count <= ModelLimits.wordByteCount {
      counts[ByteString(text: word), default: 0] += 1
    }
  }
  let ranked = counts.sorted {
    $0.value == $1.value ? precedesInBytes($0.key.text, $1.key.text) : $0.value > $1.value
  }
  return ranked.prefix(max(0, size)).map { $0.key.text }
}
