import KDLines
import KDRuntime
import Process

/// The memory that scoring takes beside the model's bytes, mapped at once: small parts share pages.
struct Memory {
  let options: ScorerOptions
  let arena: UnsafeMutableRawBufferPointer
  /// How lines are written.
  let line: ScoreLine<PlainText<LabelsOfModel>>
  /// [labels] probabilities × 10⁶.
  let millionths: UnsafeMutablePointer<UInt32>
  let input: UnsafeMutableBufferPointer<UInt8>
  let output: UnsafeMutableBufferPointer<UInt8>

  /// Bytes of input at hand; longer lines are scored in pieces.
  private static let inputByteCount = 1024
  /// Bytes of output, if one line does not need more.
  private static let outputByteCount = 2048

  init(_ model: borrowing Model, _ options: Options) throws(Exit) {
    self.options = ScorerOptions(kernel: .simd128, isFolded: options.isFolded)
    line = ScoreLine(
      format: options.format, hasLogits: options.hasLogits, showsID: true,
      text: PlainText(names: LabelsOfModel(names: model.labels), format: options.format))
    let longestLine = line.maximumByteCount(idByteCount: 0)
    var byteCount = 0
    func reserve(_ count: Int) -> Int {
      defer { byteCount += (count + 15) & ~15 }
      return byteCount
    }
    _ = reserve(Scorer.byteCount(model, self.options))
    let millionthsPlace = reserve(4 * model.labels.count)
    let inputPlace = reserve(Memory.inputByteCount)
    let outputPlace = reserve(max(Memory.outputByteCount, longestLine))
    guard let base = system_map(system_size(byteCount)) else { throw noMemory(byteCount) }
    arena = UnsafeMutableRawBufferPointer(start: base, count: millionthsPlace)
    millionths = (base + millionthsPlace).assumingMemoryBound(to: UInt32.self)
    input = UnsafeMutableBufferPointer(
      start: (base + inputPlace).assumingMemoryBound(to: UInt8.self),
      count: Memory.inputByteCount)
    output = UnsafeMutableBufferPointer(
      start: (base + outputPlace).assumingMemoryBound(to: UInt8.self),
      count: byteCount - outputPlace)
  }
}

/// Says that the system has no `byteCount` bytes.
func noMemory(_ byteCount: Int) -> Exit {
  var line = message()
  line.put("no memory: needed ")
  line.put(integer: byteCount)
  line.put(" bytes")
  return line.end(.inputOutput)
}

/// The names of a model's classes, read from its file each time.
struct LabelsOfModel: LabelNames {
  let names: NameList

  var labelCount: Int { names.count }
  func byteCount(_ index: Int) -> Int { names[index].count }
  func put(_ index: Int, _ format: ScoreFormat, to writer: inout ByteWriter) {
    writer.put(label: names[index], format)
  }
}
