/// `lstmCell`, a vector of units at a time.
///
/// The same bits in fewer steps: `((gated >> 1) + 10) >> 3` is `((gated + 4) >> 4) + 1`, and
/// tanh needs no clamp of the cell, since it is constant from 4095 on.
@inline(always)
func lstmCell(_ gates: GateInputs, cell: inout Units) -> Units {
  let i = doubled(VectorTanh.half(gates.input))
  let g = VectorTanh.half(gates.candidate)
  let gated = (g &+ all(4)) &+ multiplyHigh(i, doubled(g))
  let f = doubled(VectorTanh.half(gates.forget))
  let kept = ((cell &>> 1) &+ all(2)) &+ multiplyHigh(f, cell)
  let next = kept &+ (gated &>> 4)
  cell = larger(smaller(next, all(28_673)), all(-28_671)) &- all(1)
  let o = doubled(VectorTanh.half(gates.output))
  let squashed = VectorTanh.half(next &>> 1)
  return squashed &+ multiplyHigh(o, doubled(squashed))
}
