/// Memory of one direction of the LSTM over one shard; forward and backward are in their own files.
///
/// Rows are packed as in `PackedInput`. A step, with σ the sigmoid and ⊙ the product of elements:
///
///     z = W_ih x + W_hh h' + b, split into z_i, z_f, z_g, z_o
///     i = σ(z_i), f = σ(z_f), g = tanh(z_g), o = σ(z_o)
///     c = f ⊙ c' + i ⊙ g,   h = o ⊙ tanh(c)
final class LSTMDirection {
  let index: Int
  let embedding: Int
  let hidden: Int
  /// Row width of the pooled vector, both directions side by side.
  let pooledRow: Int
  /// [input rows, 4H]: W_ih x + b of each input row, and the gradient by it.
  let inputSums: FloatBuffer
  let inputSumsGradient: FloatBuffer
  /// [tokens, 4H]: gates i, f, g, o of each row; the backward pass replaces them by dz.
  let gates: FloatBuffer
  /// [tokens, H]: c, tanh(c), and h of the step before (none in step 0).
  let cells: FloatBuffer
  let cellTanh: FloatBuffer
  let previous: FloatBuffer
  /// [responses, H]: the step whose h was the greatest, as a float.
  let pooledStep: FloatBuffer
  /// [responses, H]: gradients that flow from a step to the one before.
  let hiddenGradient: FloatBuffer
  let cellGradient: FloatBuffer
  /// Zeros: the start of a sum and the state before step 0. And a row nobody reads.
  let zeros: FloatBuffer
  let unread: FloatBuffer

  init(_ shape: StudentShape, index: Int, responses: Int, tokens: Int) {
    self.index = index
    embedding = shape.embedding
    hidden = shape.hidden
    pooledRow = shape.pooled
    let width = 4 * shape.hidden
    inputSums = FloatBuffer(tokens * width)
    inputSumsGradient = FloatBuffer(tokens * width)
    gates = FloatBuffer(tokens * width)
    cells = FloatBuffer(tokens * hidden)
    cellTanh = FloatBuffer(tokens * hidden)
    previous = FloatBuffer(tokens * hidden)
    pooledStep = FloatBuffer(responses * hidden)
    hiddenGradient = FloatBuffer(responses * hidden)
    cellGradient = FloatBuffer(responses * hidden)
    zeros = FloatBuffer(max(width, embedding))
    unread = FloatBuffer(hidden)
  }
}
