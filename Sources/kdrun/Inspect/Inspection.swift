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
  private(set) var layers: [Layer] = []
  /// Empty for a float student.
  private(set) var memory: [Memory] = []
  /// Responses and tokens that the activation scales were calibrated on.
  private(set) var calibration: (responses: Int, tokens: Int)?
  private(set) var goldenCount = 0
  private(set) var provenance = Provenance()

  init(_ file: ModelFile) {
    self.file = file
    switch file.student {
    case .integer(let model): read(model)
    case .float(let student, let provenance): read(student, provenance)
    }
  }

  private mutating func read(_ model: Model) {
    kind = "int8 student, version \(Model.newestVersion)"
    labels = (0..<model.labelCount).map { string(model.label($0)) }
    words = (0..<model.wordCount).map { string(model.word($0)) }
    items = (0..<model.itemCount).map { string(model.item($0)) }
    maxTokens = model.maxTokens
    layers = (0..<model.layerCount).map { Self.layer(model.layers[$0], model.vocabularyCount) }
    memory = Kernel.available.map { kernel in
      func byteCount(_ isFolded: Bool) -> Int {
        Scorer.byteCount(model, ScorerOptions(kernel: kernel, isFolded: isFolded))
      }
      return Memory(kernel: "\(kernel.name)", folded: byteCount(true), unfolded: byteCount(false))
    }
    calibration = (model.calibrationResponses, model.calibrationTokens)
    goldenCount = model.goldenVectorCount
    provenance.tool = string(model.tool)
    provenance.dataSHA256 = string(model.dataSHA256)
    provenance.teacher = string(model.teacher)
    provenance.teacherSHA256 = string(model.teacherSHA256)
    provenance.seed = UInt32(model.seed)
    provenance.settings = (0..<model.settingCount).map {
      let setting = model.setting($0)
      return (name: string(setting.name), value: string(setting.value))
    }
    provenance.metrics = (0..<model.metricCount).map {
      let metric = model.metric($0)
      return (name: string(metric.name), value: Float(bitPattern: metric.valueBits))
    }
  }

  private mutating func read(_ student: FloatStudent, _ provenance: Provenance) {
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
    self.provenance = provenance
  }

  private static func layer(_ layer: KDRuntime.Layer, _ vocabularyCount: Int) -> Layer {
    let name =
      switch layer.kind {
      case .embedding: "embedding"
      case .biLSTM: "bidirectional LSTM"
      case .globalMaxPool: "global max pool"
      case .globalAveragePool: "global average pool"
      case .dense: layer.activation == .relu ? "dense, ReLU" : "dense"
      }
    return Layer(
      name: name,
      // An embedding's inputs are token ids.
      shape: "\(layer.kind == .embedding ? vocabularyCount : layer.inputs) -> \(layer.outputs)",
      parameterCount: layer.parameterCount)
  }
}

private func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  String(decoding: bytes, as: UTF8.self)
}
