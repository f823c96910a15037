import KDQuantize

/// Trains a student on `training`, keeping the weights with the least loss on `validation`.
///
/// The loss is `options.loss`, by default CE(label) + λ · CE(teacher). The same configuration,
/// examples and options give the same bytes for any number of threads.
///
/// Training begins `options.starts` times, each time from its own initial weights; the student with
/// the least validation loss is the result.
///
/// - Parameters:
///   - initial: What every start begins with, as far as it goes (`FloatStudent.take`); the rest of
///     the weights is random.
///   - checkpoints: A run that is killed goes on from its last checkpoint, to the same bytes.
///   - host: Threads and clock of the machine.
///   - progress: Called a few times a second and at the end of each epoch, on any thread but never
///     on two at once. When it returns false, training stops with the best weights so far; before
///     the first epoch has ended, those of the last batch.
/// - Precondition: Every example has a token, and labels and soft labels fit the configuration.
public func train(
  _ configuration: StudentConfiguration, training: [TrainingExample], validation: [TrainingExample],
  options: TrainingOptions, initial: FloatStudent? = nil,
  checkpoints: CheckpointPlan? = nil, host: TrainingHost, progress: (TrainingProgress) -> Bool
) -> TrainingResult {
  Restarts(configuration, training, validation, options, initial, checkpoints, host).train(progress)
}
