/// The state of a start as bytes and back.
extension ResumableState {
  func save(_ writer: inout CheckpointWriter) {
    shuffling.save(&writer)
    for index in order { writer.add(Int(index)) }
    epoch.save(&writer)
    writer.add(history.count)
    for epoch in history { epoch.save(&writer) }
    for count in [worse, droppedInARow, bestEpoch] { writer.add(count) }
    if bestEpoch > 0 { writer.add(best) }
  }

  /// Replaces a new state of the same data.
  /// - Parameter parameters: how many the student has.
  mutating func restore(
    _ reader: inout CheckpointReader, stepsPerEpoch: Int, parameters: Int
  ) throws(CheckpointError) {
    try shuffling.restore(&reader)
    for i in order.indices { order[i] = Int32(try reader.integer(0...order.count - 1)) }
    try epoch.restore(&reader, steps: stepsPerEpoch)
    history = []
    for _ in 0..<(try reader.integer(0...1_000_000)) {
      history.append(try TrainingEpoch(&reader))
    }
    worse = try reader.integer(0...history.count)
    droppedInARow = try reader.integer(0...Divergence.mostInARow)
    bestEpoch = try reader.integer(0...history.count)
    best = bestEpoch > 0 ? try reader.floats(parameters) : []
  }
}

extension EpochSums {
  fileprivate func save(_ writer: inout CheckpointWriter) {
    for count in [steps, dropped, responses] { writer.add(count) }
    for sum in [loss, norm] { writer.add(sum) }
  }

  fileprivate mutating func restore(
    _ reader: inout CheckpointReader, steps most: Int
  ) throws(CheckpointError) {
    steps = try reader.integer(0...most)
    dropped = try reader.integer(0...steps)
    responses = try reader.integer(0...Int.max)
    loss = try reader.number()
    norm = try reader.number()
  }
}

extension TrainingEpoch {
  fileprivate func save(_ writer: inout CheckpointWriter) {
    for figure in [loss, validationLoss, validationAccuracy, Double(learningRate), gradientNorm] {
      writer.add(figure)
    }
  }

  fileprivate init(_ reader: inout CheckpointReader) throws(CheckpointError) {
    loss = try reader.number()
    validationLoss = try reader.number()
    validationAccuracy = try reader.number()
    learningRate = Float(try reader.number())
    gradientNorm = try reader.number()
  }
}
