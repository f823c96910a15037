import Foundation
import KDCommon
import KDData
import KDQuantize
import KDRuntime
import TestSupport
import Testing

private func words(_ text: String) -> [String] { TokenEncoder.words(in: text, .words1) }

private func words(_ bytes: [UInt8]) -> (words: [String], foundInvalid: Bool) {
  bytes.withUnsafeBufferPointer { text in
    var scanner = WordScanner(text, .words1)
    var found: [String] = []
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { word in
      while scanner.next(into: word) {
        let stored = min(scanner.wordByteCount, word.count)
        found.append(String(decoding: word.prefix(stored), as: UTF8.self))
      }
    }
    return (found, scanner.foundInvalid)
  }
}

@Test func wordsAreLowerCaseRunsOfLettersAndDigits() {
  let cases: [(String, [String])] = [
    ("", []), (" \t\r\n", []), ("The plant's LEAF.", ["the", "plant's", "leaf"]),
    ("Don’t stop!", ["don't", "stop"]),
    ("'quoted' 'n' rock'n'roll''s", ["quoted", "n", "rock'n'roll", "s"]),
    ("a_b-c/d", ["a", "b", "c", "d"]), ("H2O 3.5%", ["h2o", "3", "5"]),
    ("ÄÖÜ straße ÉCOLE", ["äöü", "straße", "école"]), ("ΑΒΓ ПРИВЕТ Ёж", ["αβγ", "привет", "ёж"]),
    ("光合作用。水", ["光合作用", "水"]), ("a\u{0}b\u{85}c\u{2028}d\u{200B}e", ["a", "b", "c", "d", "e"]),
    ("x→y × z", ["x", "y", "z"]), ("😀ok", ["ok"]), ("ＡＢＣ！", ["ａｂｃ"]), ("\u{FEFF}bom", ["bom"]),
  ]
  for (text, expected) in cases { #expect(words(text) == expected, "\(text)") }
}

@Test func lowercaseIsUnicodesSimpleMapping() {
  var compared = 0
  let blocks: [ClosedRange<UInt32>] = [
    0...0x17F, 0x1CD...0x1EF, 0x1F8...0x21F, 0x370...0x3FF, 0x400...0x52F, 0x531...0x586,
    0x1E00...0x1EFF,
    0xFF21...0xFF5A,
  ]
  // Known exceptions: U+0130 is `i` here; letters with special or later-added forms stay.
  let exceptions: Set<UInt32> = [
    0x130, 0x1C4, 0x1C5, 0x1F1, 0x1F2, 0x220, 0x370, 0x372, 0x376, 0x37F, 0x3CF, 0x3D2,
    0x3D3, 0x3D4, 0x3F4, 0x3F7, 0x3F9, 0x3FA, 0x3FD, 0x3FE, 0x3FF,
  ]
  for block in blocks {
    for value in block where !exceptions.contains(value) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let expected = scalar.properties.lowercaseMapping.unicodeScalars.map(\.value)
      if (0x3D8...0x3EF).contains(value) { continue }
      #expect(expected == [lowercase(value)], "U+\(String(value, radix: 16))")
      #expect(lowercase(lowercase(value)) == lowercase(value))
      compared += 1
    }
  }
  #expect(compared > 1_200)
}

@Test func everyOneAndTwoByteInputIsRead() {
  for first in UInt8.min...UInt8.max {
    let isASCII = first < 0x80
    #expect(words([first]).foundInvalid == !isASCII)
    for second in UInt8.min...UInt8.max {
      let found = words([first, second])
      let isValid = String(validating: [first, second], as: UTF8.self) != nil
      #expect(found.foundInvalid == !isValid)
    }
  }
}

@Test func illFormedUTF8SeparatesWords() {
  let cases: [([UInt8], [String])] = [
    ([0x61, 0xFF, 0x62], ["a", "b"]), ([0x61, 0xC3], ["a"]),
    ([0x61, 0xE2, 0x82, 0x62], ["a", "b"]),
    ([0xC0, 0xAF, 0x61], ["a"]), ([0xED, 0xA0, 0x80, 0x61], ["a"]),
    ([0xF4, 0x90, 0x80, 0x80, 0x61], ["a"]),
  ]
  for (bytes, expected) in cases {
    #expect(words(bytes).words == expected)
    #expect(words(bytes).foundInvalid)
  }
}

@Test func randomBytesNeverTrapAndAgreeWithFoundation() {
  var random = Random(seed: 31)
  for _ in 0..<50_000 {
    let bytes = (0..<random.below(12)).map { _ in
      UInt8(
        random.below(3) == 0
          ? random.below(256) : [0x27, 0xE2, 0x80, 0x99, 0x61, 0xC3, 0x84][random.below(7)])
    }
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    #expect(words(bytes).foundInvalid == !isValid)
  }
}

/// Words of eight and sixteen bytes, at the text's end, before an apostrophe or `é` and so on.
@Test func wordsAreThoseOfAPlainReading() {
  var random = Random(seed: 33)
  let letters = Array("abzAZ019éÉ".unicodeScalars) + Array("qrstuv".unicodeScalars)
  let others = Array("''’ .-_[`{@/:\u{7F}\u{0}".unicodeScalars)
  var longest = 0
  for _ in 0..<20_000 {
    var text = String.UnicodeScalarView()
    for _ in 0..<random.below(6) {
      for _ in 0..<random.below(20) {
        text.append(letters[random.below(random.below(letters.count) + 1)])
      }
      text.append(others[random.below(others.count)])
    }
    if random.below(2) == 0 { text = String.UnicodeScalarView(text.dropLast()) }
    let expected = plainWords(text)
    longest = max(longest, expected.map(\.utf8.count).max() ?? 0)
    let stored = expected.map { String(decoding: $0.utf8.prefix(64), as: UTF8.self) }
    if words(Array(String(text).utf8)).words != stored { Issue.record("\(String(text))") }
  }
  #expect(longest > 64)
}

private func plainWords(_ text: String.UnicodeScalarView) -> [String] {
  func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "é", "É": true
    default: false
    }
  }
  let scalars = Array(text)
  var found: [String] = []
  var word = ""
  for (index, scalar) in scalars.enumerated() {
    let isBetween =
      !word.isEmpty && isLetter(scalars[index - 1]) && index + 1 < scalars.count
      && isLetter(scalars[index + 1])
    if isLetter(scalar) {
      word += String(scalar).lowercased()
    } else if (scalar == "'" || scalar == "’") && isBetween {
      word += "'"
    } else if !word.isEmpty {
      found.append(word)
      word = ""
    }
  }
  return word.isEmpty ? found : found + [word]
}

@Test func wordRangesLeaveOutWhatSurroundsAWord() {
  let text = Array("  Don’t 'stop'! naïve, x’ ".utf8)
  let word = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64)
  defer { word.deallocate() }
  var found: [String] = []
  text.withUnsafeBufferPointer {
    var scanner = WordScanner($0, .words1)
    while scanner.next(into: word) {
      found.append(String(decoding: text[scanner.wordRange], as: UTF8.self))
    }
  }
  #expect(found == ["Don’t", "stop", "naïve", "x"])
}
