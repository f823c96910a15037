import Foundation
import TestSupport

/// A Markdown file of the checkout.
struct Document {
  let path: String
  /// The text outside fenced blocks, line by line.
  private(set) var prose: [Substring] = []
  /// The lines of fenced blocks.
  private(set) var fenced: [Substring] = []

  init(_ path: String) throws {
    self.path = path
    var isFenced = false
    for line in try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isFenced.toggle()
      } else if isFenced {
        fenced.append(line)
      } else {
        prose.append(line)
      }
    }
  }

  /// What stands between backticks; a span may run over a line's end.
  var codeSpans: [String] {
    prose.joined(separator: "\n").matches(of: #/`([^`]+)`/#)
      .map { $0.1.split(separator: "\n").joined(separator: " ") }
  }

  /// The targets of links and pictures.
  var links: [String] {
    prose.flatMap { $0.matches(of: #/\]\(([^)\s]+)\)/#).map { String($0.1) } }
  }

  /// The names under which a link reaches its headings, as GitHub makes them.
  var anchors: Set<String> {
    Set(
      prose.filter { $0.hasPrefix("#") }.map { line in
        line.drop { $0 == "#" || $0 == " " }.lowercased()
          .filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
          .replacingOccurrences(of: " ", with: "-")
      })
  }
}
