/// The place of the least value of a smooth convex function, by L-BFGS (Nocedal and Wright 2006,
/// algorithms 7.4 and 7.5) with steps halved until the value falls enough (Armijo).
///
/// - Parameters:
///   - tolerance: of the largest entry of the gradient there.
///   - function: value and gradient at a place.
/// - Complexity: at most 100 steps; it keeps 2 · 6 vectors.
package func minimum(
  from start: [Double], tolerance: Double,
  of function: ([Double]) -> (value: Double, gradient: [Double])
) -> [Double] {
  var place = start
  var (value, gradient) = function(place)
  var memory: [Curvature] = []
  for _ in 0..<100 {
    if gradient.allSatisfy({ abs($0) <= tolerance }) { break }
    let direction = descent(gradient, memory)
    let slope = dot(direction, gradient)
    var step = memory.isEmpty ? 1 / dot(gradient, gradient).squareRoot() : 1
    var next = moved(place, step, direction)
    var there = function(next)
    while there.value > value + 1e-4 * step * slope {
      step /= 2
      // Nothing falls any more: this is as near as the numbers come.
      if step < 1e-10 { return place }
      next = moved(place, step, direction)
      there = function(next)
    }
    if let curvature = Curvature(place, next, gradient, there.gradient) {
      memory.append(curvature)
      if memory.count > 6 { memory.removeFirst() }
    }
    (place, value, gradient) = (next, there.value, there.gradient)
  }
  return place
}

/// A step and how the gradient changed on it.
private struct Curvature {
  let step: [Double]
  let change: [Double]
  let scale: Double

  /// Nil where the function is not convex in numbers of this size.
  init?(_ from: [Double], _ to: [Double], _ before: [Double], _ after: [Double]) {
    step = moved(to, -1, from)
    change = moved(after, -1, before)
    let product = dot(step, change)
    guard product > 1e-12 else { return nil }
    scale = 1 / product
  }
}

/// − H · gradient, H the estimate of the inverse second derivatives (the two-loop recursion).
private func descent(_ gradient: [Double], _ memory: [Curvature]) -> [Double] {
  var q = gradient
  var shares: [Double] = []
  for past in memory.reversed() {
    let share = past.scale * dot(past.step, q)
    q = moved(q, -share, past.change)
    shares.append(share)
  }
  if let last = memory.last {
    let scale = 1 / (last.scale * dot(last.change, last.change))
    q = q.map { $0 * scale }
  }
  for (past, share) in zip(memory, shares.reversed()) {
    q = moved(q, share - past.scale * dot(past.change, q), past.step)
  }
  return q.map { -$0 }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}

/// a + step · b
private func moved(_ a: [Double], _ step: Double, _ b: [Double]) -> [Double] {
  var result = a
  for index in a.indices { result[index] += step * b[index] }
  return result
}
