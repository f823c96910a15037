import Foundation
import KDCommon
import KDQuantize
import KDRuntime
import TestSupport
import Testing

private func words(_ text: String) -> [String] { TokenEncoder.words(in: text, .words2) }

/// Equality of strings folds Unicode forms; of their scalars not.
private func scalars(_ words: [String]) -> [[UInt32]] {
  words.map { $0.unicodeScalars.map(\.value) }
}

/// The rules 2 of docs/NUMERICS.md.
struct TokenTests {
  @Test func wordsNumbersAndSignsAreTokens() {
    let cases: [(String, [String])] = [
      ("", []), (" \t\r\n", []), ("The plant's LEAF.", ["the", "plant's", "leaf"]),
      ("'quoted' rock'n'roll''s", ["quoted", "rock'n'roll", "s"]),
      ("H2O is 5kg, x2", ["h2o", "is", "5", "kg", "x2"]),
      ("3.5 1,5 1.000,5 3. .5 -.5", ["3.5", "1,5", "1.000,5", "3", "0.5", "-", "0.5"]),
      ("page.5 3..5 ...5", ["page", "5", "3", "5", "5"]),
      ("-5 −5 –5 － ５", ["-", "5", "-", "5", "-", "5", "-", "5"]),
      ("5-3 x - y", ["5", "-", "3", "x", "-", "y"]),
      ("well-known re‑use pre- and", ["well", "known", "re", "use", "pre", "-", "and"]),
      ("col·lega 3·4", ["col", "lega", "3", "·", "4"]),
      ("a+b=c", ["a", "+", "b", "=", "c"]),
      ("a <= b >= c != d", ["a", "≤", "b", "≥", "c", "≠", "d"]),
      ("≦ ⩾ < > == ->", ["≤", "≥", "<", ">", "=", "=", "-", ">"]),
      ("--- ===== a--b", ["a", "-", "-", "b"]), ("wow! really!", ["wow", "really"]),
      (
        "100 % 5‰ 20°C √2 ± $3 €4",
        [
          "100", "%", "5", "‰", "20", "°", "c", "√", "2", "±", "$", "3", "€", "4",
        ]
      ),
      ("x→y × z ∕ w", ["x", "→", "y", "×", "z", "/", "w"]),
      ("m² 5² 1½", ["m²", "5", "²", "1", "½"]),
      ("٣٫٥ ५", ["3.5", "5"]), ("ＡＢＣ！１", ["abc", "1"]),
      (
        "5μm 5µm ∆x Δx",
        [
          "5", "μm", "5", "μm", "δx", "δx",
        ]
      ),
      ("😀ok \u{FEFF}bom", ["ok", "bom"]),
      ("光合作用。水", ["光", "合", "作", "用", "水"]), ("水がカ", ["水", "が", "カ"]),
      ("กุ้งเค็ม", ["กุ้", "ง", "เ", "ค็", "ม"]), ("ភាសា", ["ភា", "សា"]), ("မြန်မာ", ["မြ", "န်", "မာ"]),
    ]
    for (text, expected) in cases {
      #expect(scalars(words(text)) == scalars(expected), "\(text): \(words(text))")
    }
  }

  @Test func whatIsInvisibleIsNotThere() {
    for invisible in "\u{AD}\u{34F}\u{61C}\u{200B}\u{200C}\u{200D}\u{2060}\u{FE0F}\u{FEFF}\u{E0061}"
      .unicodeScalars
    {
      let text =
        "\(invisible)so\(invisible)me wo\(invisible)rd 3\(invisible).\(invisible)5\(invisible)"
      #expect(words(text) == ["some", "word", "3.5"], "U+\(String(invisible.value, radix: 16))")
      #expect(words("<\(invisible)= e\(invisible)\u{301}") == ["≤", "é"])
    }
  }

  /// Made by scripts/words_fixture.py, a second writing of the rules with Python's Unicode tables.
  @Test func wordsAreThoseOfPython() throws {
    struct Fixture: Decodable {
      var digest: String
      var texts: [Pair]
    }
    struct Pair: Decodable {
      var text: String
      var words: [String]
      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        text = try list.decode(String.self)
        words = try list.decode([String].self)
      }
    }
    let file = Repository.url("Tests/Fixtures/words.json")
    let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    for pair in fixture.texts where scalars(words(pair.text)) != scalars(pair.words) {
      Issue.record("\(scalars([pair.text])): \(words(pair.text)) and not \(pair.words)")
    }
    #expect(fixture.texts.count > 2_000)
    var digest = SHA256()
    for value in UInt32(0x20)..<0x30000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let found = words("a\(scalar)b 5\(scalar)6")
      digest.update(Array((found.joined(separator: "\n") + "\n\n").utf8))
    }
    #expect(digest.finalize() == fixture.digest)
  }

  /// Every letter with marks of Latin, Greek and Cyrillic, and every syllable of Hangul.
  @Test func composedAndDecomposedTextHasTheSameWords() {
    var composites = 0
    let blocks: [ClosedRange<UInt32>] = [
      0xC0...0x52F, 0x1E00...0x1FFF, 0x212A...0x212B, 0xAC00...0xD7A3,
    ]
    for value in blocks.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let (whole, parts) = (String(scalar), String(scalar).decomposedStringWithCanonicalMapping)
      if scalars([whole]) == scalars([parts]) { continue }
      composites += 1
      let (found, expected) = (words(parts), words(whole))
      if scalars(found) != scalars(expected) { Issue.record("U+\(String(value, radix: 16))") }
      // In lower case the word is Unicode's composed form; the dot of İ is not kept.
      if found.isEmpty || value == 0x130 { continue }
      let composed = whole.lowercased().precomposedStringWithCanonicalMapping
      if (0x1F80...0x1FFC).contains(value) && composed.unicodeScalars.count > 1 { continue }
      if scalars(found) != scalars([composed]) { Issue.record("U+\(String(value, radix: 16))") }
    }
    #expect(composites > 11_900)
  }

  /// Letters with up to sixteen marks in any order, one of them perhaps in the letter.
  @Test func marksInAnyOrderAreThoseOfFoundation() {
    var random = Random(seed: 61)
    let letters = Array("aeioucnswyzαεηιουωаеийу".unicodeScalars)
    let marks = (UInt32(0x300)...0x34E).filter { ![0x340, 0x341, 0x343, 0x344].contains($0) }
    for round in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<1 + random.below(3) {
        text.append(letters[random.below(letters.count)])
        for _ in 0..<random.below(round % 2 == 0 ? 4 : 16) {
          text.append(Unicode.Scalar(marks[random.below(marks.count)])!)
        }
      }
      let whole = String(text).precomposedStringWithCanonicalMapping
      // The dot of i is not kept.
      if String(text).decomposedStringWithCanonicalMapping.unicodeScalars.contains("\u{307}"),
        text.contains("i")
      {
        continue
      }
      for form in [String(text), whole, whole.decomposedStringWithCanonicalMapping] {
        if scalars(words(form)) != scalars([whole]) { Issue.record("\(scalars([form]))") }
      }
    }
  }

  /// The seventeenth mark stands as it is written.
  @Test func marksBeyondTheBoundStayInTheirPlace() {
    let sixteen = String(repeating: "\u{316}", count: 16)
    #expect(scalars(words("a" + sixteen + "\u{301}")) == scalars(["a" + sixteen + "\u{301}"]))
    let text = "a\u{301}" + sixteen
    #expect(scalars(words(text)) == scalars(["á" + sixteen]))
    #expect(words(" \u{301}a") == ["a"])
  }

  @Test func noBytesTrapAndWordsAreReadAgainAsThemselves() {
    var random = Random(seed: 62)
    let pieces: [[UInt8]] = [
      Array("a".utf8), Array("Z'".utf8), Array("é".utf8), Array("\u{301}".utf8), Array("5".utf8),
      Array(".".utf8), Array(",".utf8), Array("-".utf8), Array("=".utf8), Array("<".utf8),
      Array("!".utf8), Array(" ".utf8), Array("水".utf8), Array("\u{E49}".utf8), [0xE2], [0x80],
      [0xFF],
      Array("\u{1112}\u{1161}\u{11AB}".utf8), Array("\u{200B}".utf8), Array("が\u{3099}".utf8),
    ]
    for _ in 0..<50_000 {
      var bytes: [UInt8] = []
      for _ in 0..<random.below(12) {
        bytes +=
          random.below(8) == 0 ? [UInt8(random.below(256))] : pieces[random.below(pieces.count)]
      }
      let found = bytes.withUnsafeBufferPointer { text in
        var scanner = WordScanner(text, .words2)
        var found: [String] = []
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { word in
          var last = 0
          while scanner.next(into: word) {
            found.append(String(decoding: word.prefix(scanner.wordByteCount), as: UTF8.self))
            if scanner.wordRange.lowerBound < last || scanner.wordRange.isEmpty {
              Issue.record("\(bytes): \(scanner.wordRange)")
            }
            last = scanner.wordRange.upperBound
          }
        }
        if scanner.foundInvalid != (String(validating: text, as: UTF8.self) == nil) {
          Issue.record("\(bytes)")
        }
        return found
      }
      let again = words(found.joined(separator: " "))
      if scalars(again) != scalars(found) { Issue.record("\(bytes): \(found), then \(again)") }
    }
  }

  @Test func wordRangesLeaveOutWhatSurroundsAToken() {
    let text = Array("  Don’t\u{200B} (−3.5)! a<=b x!=.5 e\u{301}, ".utf8)
    let word = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64)
    defer { word.deallocate() }
    var found: [String] = []
    text.withUnsafeBufferPointer {
      var scanner = WordScanner($0, .words2)
      while scanner.next(into: word) {
        found.append(String(decoding: text[scanner.wordRange], as: UTF8.self))
      }
    }
    #expect(found == ["Don’t", "−", "3.5", "a", "<=", "b", "x", "!=", ".5", "e\u{301}"])
  }
}
