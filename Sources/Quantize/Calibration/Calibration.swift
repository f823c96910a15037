/// The largest magnitudes that the float student reaches on the training texts.
package struct Calibration: Sendable, Equatable {
  /// Responses that were run, and their tokens.
  package var responses = 0
  package var tokens = 0
  /// How often each token id occurs.
  package var tokenCounts: [Int]
  /// What the first and the second dense layer read.
  package var pooledMoments: Moments
  package var denseMoments: Moments
  /// Largest magnitudes; those of dense sums before ReLU.
  package var gateMaximum: Float = 0
  package var hiddenMaximum: Float = 0
  package var pooledMaximum: Float = 0
  package var denseMaximum: Float = 0
  package var logitMaximum: Float = 0

  /// Runs `student` over `texts`; texts without tokens are passed over.
  ///
  /// - Complexity: O(tokens · hidden²).
  package init(_ student: FloatStudent, texts: [[UInt16]]) {
    let forward = FloatForward(student)
    tokenCounts = [Int](repeating: 0, count: student.configuration.vocabularyCount)
    pooledMoments = Moments(width: student.configuration.pooledSize)
    denseMoments = Moments(width: student.configuration.denseSize)
    for tokens in texts where !tokens.isEmpty {
      let seen = forward.run(tokens)
      responses += 1
      for token in tokens { tokenCounts[Int(token)] += 1 }
      self.tokens += tokens.count
      pooledMoments.add(seen.pooled)
      denseMoments.add(seen.dense)
      gateMaximum = max(gateMaximum, seen.gateMaximum)
      hiddenMaximum = max(hiddenMaximum, seen.hiddenMaximum)
      pooledMaximum = max(pooledMaximum, largestMagnitude(seen.pooled))
      denseMaximum = max(denseMaximum, seen.denseMaximum)
      logitMaximum = max(logitMaximum, largestMagnitude(seen.logits))
    }
  }
}

/// max |value|, 0 of none.
func largestMagnitude(_ values: some Sequence<Float>) -> Float {
  values.reduce(0) { max($0, abs($1)) }
}
