import KDRuntime

/// Scores the lines of standard input, one after the other, each as kdrun does.
struct ResponseLines: ~Copyable {
  private var input: StandardInput
  private let isPairs: Bool
  /// The item of responses that name none.
  private let item: UnsafeBufferPointer<UInt8>?

  init(_ input: consuming StandardInput, isPairs: Bool, item: UnsafeBufferPointer<UInt8>?) {
    self.input = input
    self.isPairs = isPairs
    self.item = item
  }

  /// Scores the next line; nil at the end. `flush` is called before waiting for input.
  mutating func next(
    _ scorer: inout Scorer, _ flush: () throws(Exit) -> Void
  ) throws(Exit) -> ScoredResponse? {
    var searched = 0
    while true {
      let bytes = input.bytes
      if let end = offset(of: 0x0A, in: bytes, from: searched) {
        defer { input.drop(end + 1) }
        return score(UnsafeBufferPointer(rebasing: bytes[..<end]), &scorer)
      }
      if input.isAtEnd {
        defer { input.drop(bytes.count) }
        return bytes.isEmpty ? nil : score(bytes, &scorer)
      }
      if input.isFull { return try scoreLong(&scorer, flush) }
      searched = bytes.count
      try flush()
      try input.fill()
    }
  }

  /// A line that is in the buffer as a whole.
  private func score(_ line: UnsafeBufferPointer<UInt8>, _ scorer: inout Scorer) -> ScoredResponse {
    guard isPairs, let tab = offset(of: 0x09, in: line, from: 0) else {
      return scorer.score(line, item: item)
    }
    let text = UnsafeBufferPointer(rebasing: line[(tab + 1)...])
    return scorer.score(text, item: UnsafeBufferPointer(rebasing: line[..<tab]))
  }

  /// A line longer than the buffer, piece by piece.
  private mutating func scoreLong(
    _ scorer: inout Scorer, _ flush: () throws(Exit) -> Void
  ) throws(Exit) -> ScoredResponse {
    var line = LongLine(mayHaveItem: isPairs)
    var response = scorer.beginResponse(item: item)
    while true {
      var piece = input.bytes
      if let tab = line.mayHaveItem ? offset(of: 0x09, in: piece, from: 0) : nil,
        offset(of: 0x0A, in: UnsafeBufferPointer(rebasing: piece[..<tab]), from: 0) == nil
      {
        // An item that was cut is longer than any that a model knows.
        let name = UnsafeBufferPointer(rebasing: piece[..<(line.byteCount == 0 ? tab : 0)])
        response = scorer.beginResponse(item: name)
        line.endItem(tab + 1)
        input.drop(tab + 1)
        piece = input.bytes
      }
      let end = offset(of: 0x0A, in: piece, from: 0)
      if let end { piece = UnsafeBufferPointer(rebasing: piece[..<end]) }
      let isLast = end != nil || input.isAtEnd
      let count = line.isTooLong ? piece.count : scorer.read(piece, isLast: isLast, &response)
      line.add(count)
      if isLast {
        input.drop(end == nil ? piece.count : piece.count + 1)
        return line.isTooLong ? ScoredResponse(reason: .tooLong) : scorer.score(response)
      }
      input.drop(count)
      if count == 0 && input.isFull {
        if scorer.model.pointee.rules != .words1 { line.add(input.dropInvisible()) }
        if input.isFull { line.add(shortenWord()) }
      }
      try flush()
      try input.fill()
    }
  }

  /// Drops the middle of a word that fills the buffer: no vocabulary has what is left either.
  private mutating func shortenWord() -> Int {
    let word = input.bytes
    var start = word.count / 2
    while word[start] & 0xC0 == 0x80 { start -= 1 }
    // Two apostrophes that meet would end the word, two full stops or commas a number.
    var last = start - 1
    while word[last] & 0xC0 == 0x80 { last -= 1 }
    if isJoint(word, at: last) { start = last }
    var end = word.count - 16
    while word[end] & 0xC0 == 0x80 { end += 1 }
    input.drop(start..<end)
    return end - start
  }
}

/// What is known of a line that came in pieces.
private struct LongLine {
  /// Whether a tab would end an item.
  private(set) var mayHaveItem: Bool
  private(set) var byteCount = 0
  private var textByteCount = 0

  /// The longest text, an item and a tab.
  private static let maximumByteCount = Scorer.maximumByteCount + 1024

  init(mayHaveItem: Bool) { self.mayHaveItem = mayHaveItem }

  var isTooLong: Bool {
    textByteCount > Scorer.maximumByteCount || byteCount > LongLine.maximumByteCount
  }

  mutating func add(_ count: Int) {
    // Far beyond every limit nothing more is counted.
    byteCount = min(byteCount + count, 1 << 30)
    textByteCount = min(textByteCount + count, 1 << 30)
  }

  mutating func endItem(_ count: Int) {
    byteCount = min(byteCount + count, 1 << 30)
    textByteCount = 0
    mayHaveItem = false
  }
}

/// Where `byte` is next in `bytes`, from `start` on.
private func offset(
  of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
) -> Int? {
  var index = start
  while index < bytes.count {
    if bytes[index] == byte { return index }
    index &+= 1
  }
  return nil
}
