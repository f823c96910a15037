import KDDistill
import KDRuntime

/// What is timed: a model with a kernel and memory of its own; one a thread.
protocol BenchSubject: AnyObject {
  /// Scores `responses`, untimed.
  func run(_ responses: ArraySlice<BenchResponse>, _ path: BenchPath)

  /// Scores `responses` and writes the nanoseconds of each, the clock's own included.
  func time(
    _ responses: ArraySlice<BenchResponse>, _ path: BenchPath,
    into times: UnsafeMutablePointer<UInt32>)

  /// CRC-32 over the scores of all `responses`: integer logits, or a float student's millionths.
  func digest(_ responses: [BenchResponse], _ path: BenchPath) -> UInt32
}

/// Makes subjects of one model and kernel.
struct BenchCandidate {
  let file: ModelFile
  let options: ScorerOptions

  /// The kernel's name, or `float`.
  var kernel: String {
    switch file.student {
    case .integer: "\(options.kernel.name)"
    case .float: "float"
    }
  }

  var isFolded: Bool {
    switch file.student {
    case .integer: options.isFolded
    case .float: false
    }
  }

  /// Memory of one scorer; nil for a float student, which allocates as it goes.
  var arenaByteCount: Int? {
    switch file.student {
    case .integer(let model): Scorer.byteCount(model, options)
    case .float: nil
    }
  }

  func makeSubject() throws(Failure) -> any BenchSubject {
    switch file.student {
    case .integer(let model):
      do throws(ArenaError) {
        return try IntegerSubject(model, options)
      } catch { throw .notAModel(path: file.path, reason: error.text) }
    case .float(let student, _):
      return FloatSubject(FloatEngine(student), labelCount: student.configuration.labels.count)
    }
  }
}
