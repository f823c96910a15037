import KDCommon
import KDQuantize

/// Texts for a model's self-test, made from its vocabulary: the same for the same data digest and
/// vocabulary, and never a training response.
struct GoldenTexts {
  /// Words of each text: one token, a row of a SIMD register and more, a long answer.
  static let wordCounts = [1, 2, 3, 5, 8, 13, 21, 40]

  private let configuration: StudentConfiguration
  private let known: Set<String>
  private var random: SplitMix64

  init(_ configuration: StudentConfiguration, dataSHA256: String) {
    self.configuration = configuration
    known = Set(configuration.words)
    // All of the digest counts; the first 16 hex digits are a 64-bit number.
    random = SplitMix64(seed: UInt64(sha256(Array(dataSHA256.utf8)).prefix(16), radix: 16)!)
  }

  /// The next text of `wordCount` words and its item; each second text has unknown words.
  mutating func next(_ index: Int) -> (item: String, text: String) {
    let items = configuration.items
    let item = items.isEmpty ? "" : items[random.remainder(items.count)]
    var words: [String] = []
    for _ in 0..<GoldenTexts.wordCounts[index] {
      let isKnown = !configuration.words.isEmpty && (index % 2 == 0 || random.remainder(4) > 0)
      words.append(
        isKnown ? configuration.words[random.remainder(configuration.words.count)] : unknownWord())
    }
    return (item, words.joined(separator: " "))
  }

  private mutating func unknownWord() -> String {
    while true {
      let letters = (0..<10).map { _ in UInt8(97 + random.remainder(26)) }
      let word = String(decoding: letters, as: UTF8.self)
      if !known.contains(word) { return word }
    }
  }
}
