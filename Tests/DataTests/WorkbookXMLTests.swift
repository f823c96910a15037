import KDData
import Testing

/// The events of `text` in one line: `<a`, `a>`, `'text'`; at a fault its words.
private func events(_ text: String) -> String {
  var result: [String] = []
  var bytes: [UInt8] = Array(text.utf8)
  if text.hasPrefix("UTF-16") { bytes = [0xFF, 0xFE, 0x3C, 0] }
  do throws(XMLFault) {
    var scanner = try XMLScanner(bytes)
    while true {
      switch try scanner.next() {
      case .start: result.append("<\(scanner.depth)")
      case .end: result.append(">")
      case .text:
        var text: [UInt8] = []
        try scanner.appendPiece(to: &text)
        result.append("'" + String(decoding: text, as: UTF8.self) + "'")
      case .finished: return result.joined(separator: " ")
      }
    }
  } catch {
    return result.joined(separator: " ") + "!" + error.what
  }
}

@Suite struct WorkbookXMLTests {
  @Test func readsWhatXMLSays() {
    let cases = [
      ("<a/>", "<1 >"),
      ("\u{FEFF}<?xml version='1.0' encoding=\"utf-8\"?>\n<a></a >\n", "<1 >"),
      ("<a>t<b/>u</a>", "<1 't' <2 > 'u' >"),
      ("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;</a>", "<1 '<>&\"'A😀' >"),
      ("<a><!-- <b> & -->x<?p <c> ?>y</a>", "<1 'x' 'y' >"),
      ("<a>x<![CDATA[<b>&amp;]]]]>y</a>", "<1 'x' '<b>&amp;]]' 'y' >"),
      ("<a>1\r\n2\r3\n</a>", "<1 '1\n2\n3\n' >"),
      ("<x:a x:b = '1' c=\"2>\"/>", "<1 >"),
    ]
    for (text, expected) in cases { #expect(events(text) == expected, "\(text)") }
  }

  @Test func refusesWhatIsNotXML() {
    let cases = [
      ("", "!it ends in the middle"),
      ("<a>", "<1!it ends in the middle"),
      ("<a></b>", "<1!an end tag without its start"),
      ("</a>", "!an end tag without its start"),
      ("<a/><b/>", "<1 >!a second root element"),
      ("<a/>x", "<1 >!text outside the root element"),
      ("<a b=1/>", "!an attribute without quotes"),
      ("<a b/>", "!an attribute without a value"),
      ("<a b='1'c='2'/>", "!a tag that does not end"),
      ("<a b='<'/>", "!an attribute that does not end"),
      ("<a b='1", "!an attribute that does not end"),
      ("< a/>", "!a tag without a name"),
      ("<a", "!a tag that does not end"),
      ("<a>&b;</a>", "<1!an unknown entity"),
      ("<a>&#0;</a>", "<1!an unknown entity"),
      ("<a>&#xD800;</a>", "<1!an unknown entity"),
      ("<a>&#x110000;</a>", "<1!an unknown entity"),
      ("<a>& b</a>", "<1!& without its ;"),
      ("<a>\u{0}</a>", "!NUL byte"),
      ("<?xml version='1.0' encoding='UTF-16'?><a/>", "!encoding \"utf-16\", expected UTF-8"),
      ("<?xml encoding='u\n'?><a/>", "!encoding \"u\\n\", expected UTF-8"),
      ("UTF-16", "!UTF-16, expected UTF-8"),
      ("<!-- ", "!it ends in the middle"),
      ("<a><![CDATA[ ]]</a>", "<1!it ends in the middle"),
    ]
    for (text, expected) in cases { #expect(events(text) == expected, "\(text)") }
  }

  @Test func refusesEveryDocumentType() {
    let laughs = """
      <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
      <lolz>&lol2;</lolz>
      """
    #expect(events(laughs) == "!a document type, which no workbook has")
  }

  @Test func nestsOnlySoDeep() {
    let deep = String(repeating: "<a>", count: 1_000_000)
    #expect(events(deep).hasSuffix("<64!elements nested too deep"))
    let most = String(repeating: "<a>", count: 64) + String(repeating: "</a>", count: 64)
    #expect(events(most).hasSuffix("<64" + String(repeating: " >", count: 64)))
  }

  @Test func findsAttributesByTheirNameWithoutPrefix() throws {
    var scanner = try XMLScanner(
      Array("<c xmlns:r='n' x:r='A1' r:id='a&amp;b' id2=''/>".utf8))
    #expect(try scanner.next() == .start)
    #expect(scanner.isNamed("c") && !scanner.isNamed("cc") && !scanner.isNamed(""))
    func value(_ name: StaticString) throws -> String? {
      try scanner.attribute(name).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(try value("r") == "A1")
    #expect(try value("id") == "a&b")
    #expect(try value("id2") == "")
    #expect(try value("d") == nil)
    let many = (0..<300).map { " a\($0)='1'" }.joined()
    #expect(events("<c\(many)/>") == "!too many attributes")
  }
}
