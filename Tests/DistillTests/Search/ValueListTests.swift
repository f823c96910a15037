import KDDistill
import Testing

@Suite struct ValueListTests {
  @Test(arguments: [
    ("0.02:0.2:0.02", "0.02 0.04 0.06 0.08 0.1 0.12 0.14 0.16 0.18 0.2"),
    ("1:6:2", "1 3 5"), ("3:3:1", "3"), ("-1:1:0.5", "-1 -0.5 0 0.5 1"),
    ("1e-3:3e-3:1e-3", "0.001 0.002 0.003"), ("0:0.3:0.1", "0 0.1 0.2 0.3"),
    ("0.1,5,1e-3", "0.1 5 1e-3"), ("constant,cosine", "constant cosine"), ("7", "7"),
  ])
  func values(_ text: String, _ expected: String) {
    #expect(ValueList(text)?.values.joined(separator: " ") == expected)
  }

  @Test(arguments: [
    "", ",", "1,", "1,,2", "1,1", "1:2", "1:2:", "1:2:0", "1:2:-1", "2:1:1", "a:b:c", "1:2:3:4",
    "0x1:2:1", "nan:1:1", "0:inf:1", "1 :2:1", "0:1:0.0001", "::",
  ])
  func refused(_ text: String) {
    #expect(ValueList(text) == nil)
  }

  @Test func whatIsAList() {
    #expect(["1,2", "1:2:1", ",", ":"].allSatisfy(ValueList.isOne))
    #expect(!["1", "0.5", "cosine", ""].contains(where: ValueList.isOne))
    #expect(ValueList("1:1000:1")?.values.count == ValueList.mostValues)
    #expect(ValueList("0:1000:1") == nil)
  }
}
