import KDCommon

/// A made-up response: one phrase a slot, put together, and typed carelessly.
package func sampleText(_ pattern: [SampleItem.Slot], _ random: inout SplitMix64) -> String {
  var text = ""
  for slot in pattern {
    let phrase = random.pick(slot)
    if phrase.isEmpty { continue }
    let isMark = phrase == "." || phrase == ","
    text += text.isEmpty || isMark ? phrase : " " + phrase
  }
  return typed(text, &random)
}

/// `text` as a student might type it: errors in a few words, often no capital or full stop.
private func typed(_ text: String, _ random: inout SplitMix64) -> String {
  let words = text.split(separator: " ").map { word in
    random.happens(0.04) ? misspelled(Array(word.utf8), &random) : String(word)
  }
  var result = words.joined(separator: random.happens(0.02) ? "  " : " ")
  if random.happens(0.6), let first = result.first {
    result = first.uppercased() + result.dropFirst()
  }
  if let last = result.last, last != ".", random.happens(0.6) {
    result += random.happens(0.1) ? "!" : "."
  }
  return result
}

/// An ASCII word with a letter left out, doubled or swapped with the next.
private func misspelled(_ word: [UInt8], _ random: inout SplitMix64) -> String {
  var word = word
  if word.count > 2 {
    let place = random.below(word.count - 1)
    switch random.below(3) {
    case 0: word.remove(at: place)
    case 1: word.insert(word[place], at: place)
    default: word.swapAt(place, place + 1)
    }
  }
  return String(decoding: word, as: UTF8.self)
}
