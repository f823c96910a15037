import KDCommon
import KDRuntime
import TestSupport
import Testing

@Test func arenaOfTheExactSizeWorksAndOneByteLessDoesNot() throws {
  for shape in [
    StudentShape(), StudentShape(architecture: .ann), StudentShape(items: 5, hidden: 3),
  ] {
    let bytes = try makeModelBytes(shape, seed: 8)
    try bytes.withUnsafeBytes { raw in
      let model = try Model(raw)
      for options in allOptions {
        let need = Scorer.byteCount(model, options)
        _ = try Scorer(model, options, Arena(byteCount: need))
        for less in [1, 64, need] {
          #expect(throws: ArenaError.tooSmall(need: need, have: need - less)) {
            _ = try Scorer(model, options, Arena(byteCount: need - less))
          }
        }
      }
    }
  }
}

@Test func arenaMustBeAligned() throws {
  let bytes = try makeModelBytes(seed: 9)
  try bytes.withUnsafeBytes { raw in
    let model = try Model(raw)
    let need = Scorer.byteCount(model, ScorerOptions())
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: need + 16, alignment: 16)
    defer { memory.deallocate() }
    #expect(throws: ArenaError.misaligned) {
      _ = try Scorer(
        model, ScorerOptions(), Arena(UnsafeMutableRawBufferPointer(rebasing: memory[8...])))
    }
  }
}

@Test func scorerRefusesAKernelThatDoesNotRunHere() throws {
  let bytes = try makeModelBytes(seed: 9)
  try bytes.withUnsafeBytes { raw in
    let model = try Model(raw)
    for kernel in Kernel.allCases {
      let options = ScorerOptions(kernel: kernel)
      var refused = false
      do throws(ArenaError) {
        _ = try Scorer(model, options, Arena(byteCount: Scorer.byteCount(model, options)))
      } catch {
        #expect(error == .kernelUnavailable)
        refused = true
      }
      #expect(refused == !Kernel.available.contains(kernel))
    }
  }
}

/// What was in the memory before does not matter, and nothing outside it is touched.
@Test func arenaContentsAndSurroundingsDoNotMatter() throws {
  let bytes = try makeModelBytes(seed: 10)
  try bytes.withUnsafeBytes { raw in
    let model = try Model(raw)
    for options in allOptions {
      var results: [[[Int32]]] = []
      for filling: UInt8 in [0, 0xFF, 0xA5] {
        let need = Scorer.byteCount(model, options)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: need + 128, alignment: 64)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: filling)
        // A multiple of 16 and of no more.
        let inner = UnsafeMutableRawBufferPointer(rebasing: memory[48..<48 + need])
        var scorer = try Scorer(model, options, Arena(inner))
        var random = Random(seed: 12)
        var logits: [[Int32]] = []
        for _ in 0..<(isOptimized ? 2_000 : 200) {
          let text = makeText(&random)
          let score = text.withUnsafeBufferPointer { scorer.score($0) }
          logits.append(score.reason.isScored ? Array(scorer.logits) : [])
        }
        results.append(logits)
        let canaries = Array(memory[..<48]) + Array(memory[(48 + need)...])
        #expect(canaries.allSatisfy { $0 == filling }, "\(options) wrote outside its arena")
      }
      #expect(results[0] == results[1])
      #expect(results[0] == results[2])
    }
  }
}
