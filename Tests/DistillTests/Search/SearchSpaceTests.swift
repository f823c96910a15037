import KDDistill
import Testing

@Suite struct SearchSpaceTests {
  private let space = SearchSpace([
    ("lr", .logarithmic(0.001, 0.01)), ("dropout", .even(0.1, 0.5)),
    ("schedule", .choice(["constant", "cosine"])),
  ])

  private func values(_ option: Int) -> [String] {
    (0..<2000).map { space.draw($0, seed: 9)[option].value }
  }

  @Test func theSameSeedDrawsTheSame() {
    for number in 0..<20 {
      let (a, b) = (space.draw(number, seed: 3), space.draw(number, seed: 3))
      #expect(a.map(\.name) == ["lr", "dropout", "schedule"])
      #expect(a.map(\.value) == b.map(\.value))
    }
    #expect(space.draw(1, seed: 3).map(\.value) != space.draw(2, seed: 3).map(\.value))
    #expect(space.draw(1, seed: 3).map(\.value) != space.draw(1, seed: 4).map(\.value))
  }

  /// Half of the logarithmic draws lie below the geometric mean, half of the even ones below the
  /// middle; four deviations are allowed.
  @Test func spread() throws {
    let rates = try values(0).map { try #require(Double($0)) }
    #expect(rates.allSatisfy { (0.001...0.01).contains($0) })
    #expect(abs(rates.count { $0 < 0.00316 } - 1000) < 90)
    let shares = try values(1).map { try #require(Double($0)) }
    #expect(shares.allSatisfy { (0.1...0.5).contains($0) })
    #expect(abs(shares.count { $0 < 0.3 } - 1000) < 120)
    #expect(abs(values(2).count { $0 == "cosine" } - 1000) < 90)
  }

  @Test func twoDigits() {
    #expect(values(0).allSatisfy { $0.drop { $0 == "0" || $0 == "." }.count <= 2 })
    #expect(values(1).allSatisfy { $0.count <= 4 })
  }
}
