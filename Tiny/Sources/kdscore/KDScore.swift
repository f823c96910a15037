import KDLines
import KDRuntime
import Process

/// `kdscore`: one line of result for each response on standard input, as `kdrun score` gives.
@main
enum KDScore {
  static func main() {
    system_prepare()
    do throws(Exit) {
      try run(Options())
    } catch {
      system_exit(error.rawValue)
    }
  }

  private static func run(_ options: Options) throws(Exit) {
    if options.wantsHelp { return try Help.print() }
    if options.wantsVersion { return try Help.printVersion() }
    let file = try ModelBytes(options.model)
    let model: Model
    do throws(ModelError) {
      model = try Model(file.bytes)
    } catch {
      var line = message(about: file.name)
      line.put(error)
      throw line.end(.badData)
    }
    let memory = try Memory(model, options)
    var scorer: Scorer
    do throws(ArenaError) {
      scorer = try Scorer(model, memory.options, Arena(memory.arena))
    } catch {
      var line = message(about: file.name)
      line.put(error)
      throw line.end(.badData)
    }
    // From here on memory neither grows nor moves.
    if options.isSelfTest {
      try selfTest(&scorer, model, memory)
    } else {
      try score(&scorer, memory, options)
    }
  }
}
