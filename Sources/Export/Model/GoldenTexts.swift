import KDCommon
import KDQuantize

/// Texts for a model's self-test, made from its vocabulary: the same for the same data digest and
/// vocabulary, and never a training response.
struct GoldenTexts {
  /// Words of each text: one token, a row of a SIMD register and more, a long answer.
  static let wordCounts = [1, 2, 3, 5, 8, 13, 21, 40]

  private let configuration: StudentConfiguration
  private let known: Set<String>
  private var state: UInt64

  init(_ configuration: StudentConfiguration, dataSHA256: String) {
    self.configuration = configuration
    known = Set(configuration.words)
    // All of the digest counts; the first 16 hex digits are a 64-bit number.
    state = UInt64(sha256(Array(dataSHA256.utf8)).prefix(16), radix: 16)!
  }

  /// The next text of `wordCount` words and its item; each second text has unknown words.
  mutating func next(_ index: Int) -> (item: String, text: String) {
    let items = configuration.items
    let item = items.isEmpty ? "" : items[below(items.count)]
    var words: [String] = []
    for _ in 0..<GoldenTexts.wordCounts[index] {
      let isKnown = !configuration.words.isEmpty && (index % 2 == 0 || below(4) > 0)
      words.append(isKnown ? configuration.words[below(configuration.words.count)] : unknownWord())
    }
    return (item, words.joined(separator: " "))
  }

  private mutating func unknownWord() -> String {
    while true {
      let letters = (0..<10).map { _ in UInt8(97 + below(26)) }
      let word = String(decoding: letters, as: UTF8.self)
      if !known.contains(word) { return word }
    }
  }

  /// A number from 0 up to `limit`, by SplitMix64 (Steele, Lea and Flood, 2014).
  private mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Int(bits % UInt64(limit))
  }
}
