// `tanhQ15` for vectors of any width, a line at a time, so that lines of other work can stand
// between them.

/// |tanh| / 2 of gate inputs in the making. Each method is one line of `tanhQ15`; in order they
/// are magnitude, clamp, scale, centre, timesU, plusA, timesU, plusB, timesU, twicePlusC,
/// square, twice, square, fromOne, sign.
///
/// Half of `tanhQ15`, because its value is even: twice the half is exact.
struct VectorTanh {
  var v: Units
  private var u: Units

  /// Begins with gate inputs over 2^10, greater than −2^15.
  @inline(always)
  init(_ input: Units) {
    v = input
    u = input
  }

  @inline(always) mutating func magnitude() { v = absolute(v) }
  @inline(always) mutating func clamp() { v = ordered(smaller(v, all(4095))) }
  @inline(always) mutating func scale() {
    u = v &<< 4
    v = v &<< 3
  }
  /// u = (2047 − m) · 16 and, beside it, y = 4962 − u / 2.
  @inline(always) mutating func centre() {
    u = ordered(all(32_752) &- u)
    v = ordered(v &- all(11_414))
  }
  @inline(always) mutating func timesU() { v = ordered(multiplyHigh(v, u)) }
  @inline(always) mutating func plusA() { v = ordered(v &+ all(15_381)) }
  @inline(always) mutating func plusB() { v = ordered(v &+ all(13_694)) }
  @inline(always) mutating func twicePlusC() { v = ordered(doubled(v) &+ all(14_249)) }
  @inline(always) mutating func square() { v = ordered(multiplyHigh(v, v)) }
  @inline(always) mutating func twice() { v = doubled(v) }
  @inline(always) mutating func fromOne() { v = all(16_382) &- v }
  @inline(always) mutating func sign(_ input: Units) { v = ordered(withSign(v, input)) }
}

/// The lines of gates i, g and f together.
struct VectorTanh3 {
  var i: VectorTanh
  var g: VectorTanh
  var f: VectorTanh

  @inline(always)
  init(_ gates: GateInputs) {
    i = VectorTanh(gates.input)
    g = VectorTanh(gates.candidate)
    f = VectorTanh(gates.forget)
  }

  @inline(always) mutating func magnitude() {
    i.magnitude()
    g.magnitude()
    f.magnitude()
  }
  @inline(always) mutating func clamp() {
    i.clamp()
    g.clamp()
    f.clamp()
  }
  @inline(always) mutating func scale() {
    i.scale()
    g.scale()
    f.scale()
  }
  @inline(always) mutating func centre() {
    i.centre()
    g.centre()
    f.centre()
  }
  @inline(always) mutating func timesU() {
    i.timesU()
    g.timesU()
    f.timesU()
  }
  @inline(always) mutating func plusA() {
    i.plusA()
    g.plusA()
    f.plusA()
  }
  @inline(always) mutating func plusB() {
    i.plusB()
    g.plusB()
    f.plusB()
  }
  @inline(always) mutating func twicePlusC() {
    i.twicePlusC()
    g.twicePlusC()
    f.twicePlusC()
  }
  @inline(always) mutating func square() {
    i.square()
    g.square()
    f.square()
  }
  @inline(always) mutating func twice() {
    i.twice()
    g.twice()
    f.twice()
  }
  @inline(always) mutating func fromOne() {
    i.fromOne()
    g.fromOne()
    f.fromOne()
  }
  @inline(always) mutating func sign(_ gates: GateInputs) {
    i.sign(gates.input)
    g.sign(gates.candidate)
    f.sign(gates.forget)
  }
}

extension VectorTanh {
  /// All lines at once: `tanhQ15` >> 1.
  @inline(always)
  static func half(_ input: Units) -> Units {
    var t = VectorTanh(input)
    t.magnitude()
    t.clamp()
    t.scale()
    t.centre()
    t.timesU()
    t.plusA()
    t.timesU()
    t.plusB()
    t.timesU()
    t.twicePlusC()
    t.square()
    t.twice()
    t.square()
    t.fromOne()
    t.sign(input)
    return t.v
  }
}
