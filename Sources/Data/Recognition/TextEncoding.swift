import KDRuntime

/// How the bytes of a text file stand for characters.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// What Western Windows programs mean by ANSI; ISO 8859-1 is a part of it, but for controls.
  case windows1252 = "windows-1252"

  /// As a person says it.
  package var title: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .windows1252: "Windows-1252"
    }
  }
}

/// What the first bytes of a file tell of its encoding.
package struct EncodingGuess: Equatable {
  package var encoding: TextEncoding
  /// Bytes of the byte order mark in front.
  package var markByteCount: Int

  static let plain = EncodingGuess(encoding: .utf8, markByteCount: 0)
}

extension EncodingGuess {
  /// By the byte order mark; without one, UTF-16 when every other byte is NUL, UTF-8 unless more
  /// sequences are ill-formed than are well-formed beyond ASCII, else Windows-1252.
  ///
  /// - Parameter sample: the beginning of the file, which may end inside a character.
  package init(_ sample: UnsafeBufferPointer<UInt8>) {
    self =
      Self(markOf: sample) ?? Self(encoding: Self.withoutMark(sample), markByteCount: 0)
  }

  /// By the byte order mark alone; nil without one.
  package init?(markOf sample: UnsafeBufferPointer<UInt8>) {
    if sample.starts(with: [0xEF, 0xBB, 0xBF]) {
      self.init(encoding: .utf8, markByteCount: 3)
    } else if sample.starts(with: [0xFF, 0xFE]) {
      self.init(encoding: .utf16LittleEndian, markByteCount: 2)
    } else if sample.starts(with: [0xFE, 0xFF]) {
      self.init(encoding: .utf16BigEndian, markByteCount: 2)
    } else {
      return nil
    }
  }

  private static func withoutMark(_ sample: UnsafeBufferPointer<UInt8>) -> TextEncoding {
    // Most files: there is nothing to weigh.
    if firstTextFault(sample) == nil { return .utf8 }
    var nulls = (even: 0, odd: 0)
    for index in sample.indices where sample[index] == 0 {
      if index & 1 == 0 { nulls.even += 1 } else { nulls.odd += 1 }
    }
    let half = sample.count / 2
    if half > 0 && nulls.odd > half / 2 && nulls.even <= half / 16 { return .utf16LittleEndian }
    if half > 0 && nulls.even > half / 2 && nulls.odd <= half / 16 { return .utf16BigEndian }
    let found = sequences(sample)
    // Without a single character of several bytes, the others are letters of an older encoding.
    return found.illFormed > found.wellFormed && nulls.even + nulls.odd == 0 ? .windows1252 : .utf8
  }

  /// Sequences beyond ASCII; one that the end cuts does not count.
  private static func sequences(
    _ sample: UnsafeBufferPointer<UInt8>
  ) -> (wellFormed: Int, illFormed: Int) {
    var (wellFormed, illFormed) = (0, 0)
    var position = 0
    while position < sample.count {
      if sample[position] < 0x80 {
        position += 1
        continue
      }
      let length = wellFormedByteCount(sample, at: position)
      if length > 0 {
        wellFormed += 1
      } else if sample.count - position > 3 {
        illFormed += 1
      }
      position += max(length, 1)
    }
    return (wellFormed, illFormed)
  }
}
