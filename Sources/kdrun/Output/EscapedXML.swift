import KDCommon
import KDData

/// `text` as it stands between the tags of SVG.
func escaped(_ text: String) -> String {
  printable(text).map { character in
    switch character {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    default: String(character)
    }
  }.joined()
}
