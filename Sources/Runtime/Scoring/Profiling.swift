// What only profiling needs: parts of `Scorer.encode`, each run by itself to be timed.

#if !KDRUN_TINY
  extension Scorer {
    /// `encode` with one direction of a BiLSTM alone; the pooled vector is of no use.
    package mutating func encode(_ count: Int, direction: Int) {
      if plan.pointee.biLSTM.units == 0 { return encode(count) }
      if options.kernel.isScalar { return scalarBiLSTM.run(count, direction..<direction + 1) }
      vectorBiLSTM.pointee.run(count, direction: direction)
    }

    /// Only the inputs of `encode`: reads the folded rows or projects every token.
    package mutating func gatherInputs(_ count: Int) -> Int {
      var sum = 0
      let units = plan.pointee.biLSTM.units
      for index in 0..<count {
        let token = Int(tokens[index])
        for direction in 0..<2 {
          var row = foldedInputs(token)
          if !isInputFolded {
            row = part(plan.pointee.biLSTM.inputs)
            if options.kernel.isScalar {
              model.pointee.embedding.matrix.widen(token, into: embedded)
            } else {
              inputProjection.pointee.project(token, direction, into: row)
            }
          }
          // One value of each cache line.
          for line in 0..<(units + 7) / 8 { sum &+= Int(row[direction * 4 * units + 32 * line]) }
        }
      }
      return sum
    }
  }
#endif
