/// One unit of an LSTM after its gate inputs are known; all integers.
///
/// Gate inputs over 2^10, those of i, f and o halved, because σ(z) = (1 + tanh(z/2)) / 2.
/// Cell over 2^11, within ±28,672; hidden state over 2^15. The constant 10 makes up for the
/// mean of the roundings downwards (docs/NUMERICS.md, "LSTM cell").
@inline(__always)
func lstmCell(
  input: Int32, forget: Int32, candidate: Int32, output: Int32, cell: inout Int32
) -> Int32 {
  let i = tanhQ15(input)
  let f = tanhQ15(forget)
  let g = tanhQ15(candidate)
  let o = tanhQ15(output)
  let gated = (g &>> 1) &+ ((i &* g) &>> 16)
  let kept = (cell &>> 1) &+ ((f &* cell) &>> 16)
  cell = min(max(kept &+ (((gated &>> 1) &+ 10) &>> 3), -28_672), 28_672)
  let squashed = tanhQ15((cell &+ 1) &>> 1)
  return (squashed &>> 1) &+ ((o &* squashed) &>> 16)
}
