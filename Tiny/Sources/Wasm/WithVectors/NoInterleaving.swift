// The directions of a BiLSTM do not interleave in WebAssembly: it took 17 % longer, and 15 KB. Stands in
// for the folder Kernels/Interleaved of Sources/Runtime.

/// Units a direction that interleaved steps are made for: no BiLSTM has so few.
let interleavedUnits = 0

/// Never called.
func runInterleaved(_: BiLSTMSteps) {}
