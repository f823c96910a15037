import KDLines
import KDRuntime

/// Scores the golden vectors of the model and says on standard output whether all are exact.
func selfTest(
  _ scorer: inout Scorer, _ model: borrowing Model, _ memory: Memory
) throws(Exit) {
  let count = model.golden.count
  let failed = scorer.countWrongGolden()
  if failed > 0 {
    var line = message()
    line.put("self-test: ")
    line.put(integer: failed)
    line.put(" of ")
    line.put(integer: count)
    line.put(" golden vectors differ")
    throw line.end(.badData)
  }
  var output = StandardOutput(memory.output)
  var writer = try output.writer(64)
  writer.put("self-test: ")
  writer.put(integer: count)
  writer.put(" golden vectors are exact\n")
  output.take(writer)
  try output.flush()
}
