import KDCommon

/// The embedded tokens of one shard, and how the LSTM steps through them.
///
/// Responses are sorted by length, longest first. Step t of a direction has one row for each
/// response that is still going, so there is no padding: rows `offset[t] ..< offset[t + 1]`, the
/// first for the longest response. The reverse direction steps through each response from its
/// end, with the same number of rows. `inputRow` says which row of `values` a step's row reads.
final class PackedInput {
  let embedding: Int
  private(set) var responses = 0
  private(set) var steps = 0
  /// Rows of all steps: the tokens in the shard.
  private(set) var tokens = 0
  /// Distinct input rows: equal tokens share one, and its dropout (Gal and Ghahramani's dropout of
  /// word types), so W_ih is applied once to each.
  private(set) var rows = 0
  let stepCounts: UnsafeMutablePointer<Int32>
  let stepOffsets: UnsafeMutablePointer<Int32>
  let inputRow: [UnsafeMutablePointer<Int32>]
  let tokenOfRow: UnsafeMutablePointer<UInt16>
  /// [rows, embedding]: embedded tokens after dropout, and the loss's gradient by them.
  let values: FloatBuffer
  let gradient: FloatBuffer
  private let mask: FloatBuffer
  private var isMasked = false
  /// Response-major row of each token, and the row of each token id (−1: not met).
  let rowOfToken: UnsafeMutablePointer<Int32>
  let tokenOffsets: UnsafeMutablePointer<Int32>
  private let rowOfID: UnsafeMutablePointer<Int32>

  init(_ shape: StudentShape, responses: Int, tokens: Int, steps: Int) {
    embedding = shape.embedding
    stepCounts = .allocate(capacity: steps + 1)
    stepOffsets = .allocate(capacity: steps + 1)
    inputRow = [.allocate(capacity: tokens), .allocate(capacity: tokens)]
    tokenOfRow = .allocate(capacity: tokens)
    values = FloatBuffer(tokens * embedding)
    gradient = FloatBuffer(tokens * embedding)
    mask = FloatBuffer(tokens * embedding + 4)
    rowOfToken = .allocate(capacity: tokens)
    tokenOffsets = .allocate(capacity: responses + 1)
    rowOfID = .allocate(capacity: shape.vocabulary)
    rowOfID.initialize(repeating: -1, count: shape.vocabulary)
  }

  deinit {
    stepCounts.deallocate()
    stepOffsets.deallocate()
    for rows in inputRow { rows.deallocate() }
    tokenOfRow.deallocate()
    rowOfToken.deallocate()
    tokenOffsets.deallocate()
    rowOfID.deallocate()
  }

  /// Lays out `examples`, which must be sorted by length, longest first.
  func pack(
    _ corpus: Corpus, _ examples: UnsafePointer<Int32>, _ count: Int, wordDropout: Dropout?,
    words: Int, _ random: inout Random
  ) {
    responses = count
    assignRows(corpus, examples, wordDropout: wordDropout, words: words, &random)
    steps = corpus.length(Int(examples[0]))
    var offset: Int32 = 0
    var active = count
    for t in 0..<steps {
      while corpus.length(Int(examples[active - 1])) <= t { active -= 1 }
      stepCounts[t] = Int32(active)
      stepOffsets[t] = offset
      for r in 0..<active {
        let first = Int(tokenOffsets[r])
        let end = Int(tokenOffsets[r + 1])
        inputRow[0][Int(offset) + r] = rowOfToken[first + t]
        inputRow[1][Int(offset) + r] = rowOfToken[end - 1 - t]
      }
      offset += Int32(active)
    }
    stepCounts[steps] = 0
    stepOffsets[steps] = offset
  }

  private func assignRows(
    _ corpus: Corpus, _ examples: UnsafePointer<Int32>, wordDropout: Dropout?,
    words: Int, _ random: inout Random
  ) {
    rows = 0
    tokens = 0
    for r in 0..<responses {
      let example = Int(examples[r])
      tokenOffsets[r] = Int32(tokens)
      let first = Int(corpus.tokenOffsets[example])
      for position in first..<Int(corpus.tokenOffsets[example + 1]) {
        var id = Int(corpus.tokens[position])
        if let wordDropout, id <= words, random.uniform() < wordDropout.rate { id = 0 }
        if rowOfID[id] < 0 {
          rowOfID[id] = Int32(rows)
          tokenOfRow[rows] = UInt16(truncatingIfNeeded: id)
          rows += 1
        }
        rowOfToken[tokens] = rowOfID[id]
        tokens += 1
      }
    }
    tokenOffsets[responses] = Int32(tokens)
    for row in 0..<rows { rowOfID[Int(tokenOfRow[row])] = -1 }
  }

  /// values = embedding rows, after dropout.
  func embed(_ weights: Weights, _ dropout: Dropout?, _ random: inout Random) {
    let table = weights.parameters.pointer
    for row in 0..<rows {
      (values.pointer + row * embedding).update(
        from: table + Int(tokenOfRow[row]) * embedding, count: embedding)
    }
    isMasked = dropout != nil
    guard let dropout else { return }
    dropout.fill(mask.pointer, rows * embedding, &random)
    multiply(values.pointer, by: mask.pointer, rows * embedding)
  }

  func clearGradient() {
    gradient.pointer.update(repeating: 0, count: rows * embedding)
  }

  /// Turns the gradient by `values` into the gradient by the embedding rows.
  func backward() {
    if isMasked { multiply(gradient.pointer, by: mask.pointer, rows * embedding) }
  }
}
