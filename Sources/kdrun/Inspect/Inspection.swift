import KDExport
import KDQuantize
import KDRuntime

/// What `inspect` shows of a student file, integer or float.
struct Inspection {
  /// One layer, or one tensor of a float student.
  struct Layer {
    var name: String
    var shape: String
    var parameterCount: Int
  }

  /// The arena of one kernel.
  struct Memory {
    var kernel: String
    var folded: Int
    var unfolded: Int
  }

  let file: ModelFile
  private(set) var kind = ""
  private(set) var labels: [String] = []
  /// Token ids 1 … `words.count`.
  private(set) var words: [String] = []
  private(set) var items: [String] = []
  private(set) var maxTokens = 0
  private(set) var rules = TokenizerRules.words1
  private(set) var layers: [Layer] = []
  /// Empty for a float student.
  private(set) var memory: [Memory] = []
  /// Responses and tokens that the activation scales were calibrated on.
  private(set) var calibration: (responses: Int, tokens: Int)?
  private(set) var goldenCount = 0
  let provenance: Provenance

  init(_ file: ModelFile) {
    self.file = file
    provenance = file.provenance
    rules = file.rules
    switch file.student {
    case .integer(let model): read(model)
    case .float(let student, _): read(student)
    }
  }

  private mutating func read(_ model: Model) {
    kind = "int8 student, version \(Model.newestVersion)"
    labels = model.labels.map(string)
    words = model.words.map(string)
    items = model.items.map(string)
    maxTokens = model.maxTokens
    layers = model.layers.map(Self.layer)
    memory = Kernel.available.map { kernel in
      func byteCount(_ isFolded: Bool) -> Int {
        Scorer.byteCount(model, ScorerOptions(kernel: kernel, isFolded: isFolded))
      }
      return Memory(kernel: "\(kernel.name)", folded: byteCount(true), unfolded: byteCount(false))
    }
    calibration = (model.calibration.responses, model.calibration.tokens)
    goldenCount = model.golden.count
  }

  private mutating func read(_ student: FloatStudent) {
    let configuration = student.configuration
    kind = "float student, \(configuration.architecture.rawValue)"
    labels = configuration.labels
    words = configuration.words
    items = configuration.items
    maxTokens = configuration.maxTokens
    layers = student.layout.tensors.map {
      Layer(
        name: $0.name, shape: $0.shape.map(String.init).joined(separator: " x "),
        parameterCount: $0.count)
    }
  }

  private static func layer(_ layer: Model.LayerSummary) -> Layer {
    Layer(
      name: "\(layer.kind.name)\(layer.activation == .relu ? ", ReLU" : "")",
      shape: "\(layer.inputs) -> \(layer.outputs)", parameterCount: layer.parameterCount)
  }
}

private func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  String(decoding: bytes, as: UTF8.self)
}
