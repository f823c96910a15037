import KDData
import KDExport
import KDQuantize
import KDRuntime

/// A student read from a file: a `.kdm` model or a float student (`.safetensors`).
struct ModelFile {
  enum Student {
    case integer(Model)
    case float(FloatStudent, Provenance)
  }

  let path: String
  let bytes: [UInt8]
  let student: Student

  /// Float students are larger than `.kdm` files; this is ten times the largest.
  private static let byteLimit = 10 * Model.maximumByteCount

  /// Reads and checks the file; what it holds tells the kind, not its name.
  init(_ path: String) throws(Failure) {
    try self.init(path, InputFile(path).readAll(limit: Self.byteLimit))
  }

  /// A file's bytes, which may not have been written yet.
  init(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    self.path = path
    self.bytes = bytes
    if Self.isSafetensors(bytes) {
      do throws(SafetensorsError) {
        let (student, provenance) = try decodeSafetensors(bytes)
        self.student = .float(student, provenance)
      } catch {
        throw .notAModel(path: path, reason: "\(error)")
      }
    } else {
      do throws(ModelError) {
        student = .integer(try Model(Self.keep(bytes)))
      } catch {
        throw .notAModel(path: path, reason: error.text)
      }
    }
  }

  /// Class names in class order, as UTF-8.
  var labels: [[UInt8]] {
    switch student {
    case .integer(let model): model.labels.map { Array($0) }
    case .float(let student, _): student.configuration.labels.map { Array($0.utf8) }
    }
  }

  /// Later tokens of a response are ignored.
  var maxTokens: Int {
    switch student {
    case .integer(let model): model.maxTokens
    case .float(let student, _): student.configuration.maxTokens
    }
  }

  /// How it came to be.
  var provenance: Provenance {
    switch student {
    case .integer(let model): Provenance(model)
    case .float(_, let provenance): provenance
    }
  }

  /// Whether the file names these data, or the training file in their folder, as what it was made from.
  func wasTrained(on data: DataSet, _ options: ReadOptions) -> Bool {
    let digest = provenance.dataSHA256
    return !digest.isEmpty && data.hasDigest(digest, options)
  }

  /// The grades' stated order, from the lowest; nil: numbers are grades, others classes.
  var labelOrder: [String]? { provenance.labelOrder }

  /// How it reads a text.
  var rules: TokenizerRules {
    switch student {
    case .integer(let model): model.rules
    case .float(let student, _): student.configuration.rules
    }
  }

  /// Whether it weighs the options of choice questions.
  var isChoice: Bool { Choice.isChoice(labels.map { String(decoding: $0, as: UTF8.self) }) }

  /// Refuses responses without options for a student that chooses.
  func check(_ responses: [Response]) throws(Failure) {
    guard isChoice, let other = responses.first(where: { !$0.isChoice }) else { return }
    throw .badData(
      "\(path) chooses among options: expected a column \"options\", response "
        + "\"\(other.id)\" has none")
  }

  /// Token ids are below it.
  var vocabularyCount: Int {
    switch student {
    case .integer(let model): model.vocabularyCount
    case .float(let student, _): student.configuration.vocabularyCount
    }
  }

  /// Whether it needs to know the item of a response.
  var hasItems: Bool {
    switch student {
    case .integer(let model): model.items.count > 0
    case .float(let student, _): !student.configuration.items.isEmpty
    }
  }

  /// A scorer with memory of its own.
  func makeEngine(_ options: ScorerOptions) throws(Failure) -> any ScoreEngine {
    switch student {
    case .integer(let model):
      do throws(ArenaError) {
        return try IntegerEngine(model, options)
      } catch {
        throw .notAModel(path: path, reason: error.text)
      }
    case .float(let student, _): return FloatEngine(student)
    }
  }

  /// A header length of eight bytes, then JSON; a `.kdm` file has its identifier there.
  private static func isSafetensors(_ bytes: [UInt8]) -> Bool {
    bytes.count > 8 && bytes[8] == 0x7B && !bytes[4..<8].elementsEqual("KDM1".utf8)
  }

  /// A copy that lives, and stays aligned, as long as the process.
  private static func keep(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    memory.copyBytes(from: bytes)
    return UnsafeRawBufferPointer(memory)
  }
}

extension Provenance {
  /// As a model's file states it.
  fileprivate init(_ model: Model) {
    func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
      String(decoding: bytes, as: UTF8.self)
    }
    let table = model.provenance
    self.init()
    tool = string(table.tool)
    dataSHA256 = string(table.dataSHA256)
    teacher = string(table.teacher)
    teacherSHA256 = string(table.teacherSHA256)
    seed = UInt32(table.seed)
    settings = table.settings.map { (name: string($0.name), value: string($0.value)) }
    metrics = table.metrics.map {
      (name: string($0.name), value: Float(bitPattern: $0.valueBits))
    }
  }
}
