import KDRuntime

/// Embedding [V, E]: a scale a row, so that the loud rows of frequent words cost rare ones nothing.
func embeddingLayer(_ student: FloatStudent) throws(QuantizeError) -> QuantizedLayer {
  let shape = student.layout[.embedding].shape
  let values = Array(student.tensor(.embedding))
  guard
    let matrix = QuantizedMatrix(
      finest: 15, values, rows: shape[0], columns: shape[1])
  else { throw .tooLarge(tensor: .embedding, magnitude: largestMagnitude(values)) }
  var layer = QuantizedLayer(.embedding)
  layer.outputs = shape[1]
  layer.outputBits = matrix.fractionBits
  layer.weights = [matrix]
  layer.sumBounds = [UInt32(columnMaxima(matrix).max() ?? 0)]
  layer.outputMaximum = largestMagnitude(values)
  return layer
}
