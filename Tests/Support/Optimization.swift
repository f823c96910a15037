/// Whether the tests were built with optimisation.
///
/// Debug runs leave out what is about optimised code, such as that nothing is allocated, and what
/// tries everything, such as each bit of a model: `@Test(.enabled(if: isOptimized, "why"))`.
#if DEBUG
  package let isOptimized = false
#else
  package let isOptimized = true
#endif
