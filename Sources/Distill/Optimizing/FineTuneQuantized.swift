import KDQuantize

/// Trains a student on with its weights rounded to their int8 codes (`fakeQuantize`), so that it
/// finds weights which are good as codes. The result has such weights: the integer student made
/// from it differs in its activations only, which have 16 bits.
///
/// One start, `epochs` at most, with a tenth of the learning rate all along: the student has
/// converged, and a code moves only when its exact weight has gone half a step. Hidden states take
/// no part, their projections are gone. The other options are `train`'s, and so is the rest.
public func fineTuneQuantized(
  _ student: FloatStudent, training: [TrainingExample], validation: [TrainingExample],
  options: TrainingOptions,
  epochs: Int, checkpoints: CheckpointPlan? = nil, host: TrainingHost,
  progress: (TrainingProgress) -> Bool
) -> TrainingResult {
  var options = options
  options.quantizesWeights = true
  options.epochs = epochs
  options.starts = 1
  // Not the order and the dropout of the training before.
  options.seed &+= 1 << 32
  options.learningRate *= 0.1
  options.schedule = LearningRateSchedule()
  options.hiddenWeight = 0
  return train(
    student.configuration, training: training, validation: validation, options: options,
    initial: student, checkpoints: checkpoints, host: host, progress: progress)
}
