import KDQuantize
import Testing

@Suite("The first highest")
struct FirstHighestTests {
  @Test(
    "the first of equals, and never NaN beside a number",
    arguments: [
      ([3], 0), ([1, 2, 3], 2), ([3, 2, 3], 0), ([1, 3, 3], 1), ([.nan, -1, -1], 1),
      ([1, .nan], 0), ([.nan, .nan, -.infinity], 2), ([.nan, .nan], 0),
      ([-.infinity, .infinity], 1),
      ([-0.0, 0], 0),
    ] as [([Float], Int)])
  func floats(_ values: [Float], _ expected: Int) {
    #expect(firstHighest(values) == expected)
    #expect(values.withUnsafeBufferPointer { firstHighest($0) } == expected)
  }

  @Test func integers() {
    #expect(firstHighest([Int32.min, 5, 5]) == 1)
  }
}
