import KDCommon

/// Choice questions from what a data set has, in one form: options as a list, the label the right
/// one's number (Ashvin et al.: consistent answer formats, options as integers, steady training).
///
/// Where options stand at the end of each text (`InlineOptions`), they are taken off it, and the
/// label, a number or a letter, becomes a number. Otherwise labels are open answers: each
/// question gets `options` of the data's own answers, its own among them at a random place.
///
/// - Throws: `badData`, with the line, for a label that is none of the options, a text without
///   options among others, and fewer than `options` different answers.
public func makeChoices(
  _ data: DataSet, options: Int, seed: UInt64
) throws(DataError) -> [Response] {
  let found = data.responses.map { InlineOptions($0.text) }
  if found.contains(where: { $0 != nil }) {
    var choices: [Response] = []
    for (place, response) in data.responses.enumerated() {
      guard let inline = found[place] else {
        throw .bad(
          data.path, data.lines[place], "no options in the text, other rows have some",
          expected: "… 1: first; 2: second.", got: quoted(response.text))
      }
      choices.append(try choice(response, inline, data.path, data.lines[place]))
    }
    return choices
  }
  return try closedSet(data, options, seed)
}

private func choice(
  _ response: Response, _ inline: InlineOptions, _ path: String, _ line: Int
) throws(DataError) -> Response {
  var choice = response
  choice.text = inline.context
  choice.options = inline.options
  guard let label = response.label else { return choice }
  let numbers = Choice.names(inline.options.count)
  let letters = optionLetters.prefix(inline.options.count)
  let name = optionName(label)
  guard let place = numbers.firstIndex(of: name) ?? letters.firstIndex(of: name) else {
    throw .bad(
      path, line, "the label is none of the options", expected: "one of \(listed(numbers))",
      got: quoted(label))
  }
  choice.label = numbers[place]
  return choice
}

/// What options are called where they are not numbered.
private let optionLetters = "ABCDEFGHI".map { String($0) }

/// A label as an option's name: `a)` and `(A)` are `A`.
private func optionName(_ label: String) -> String {
  String(label.uppercased().filter { !" ().:".contains($0) })
}

/// Each question with its answer and others' answers, which differ from it and from each other.
private func closedSet(
  _ data: DataSet, _ count: Int, _ seed: UInt64
) throws(DataError) -> [Response] {
  func key(_ answer: String) -> String { answer.lowercased() }
  var answers: [String] = []
  var known: Set<String> = []
  for answer in data.responses.compactMap({ $0.label }) where known.insert(key(answer)).inserted {
    answers.append(answer)
  }
  let names = Set(Choice.names(optionLetters.count) + optionLetters)
  if answers.allSatisfy({ names.contains(optionName($0)) }) {
    throw .bad(
      data.path, data.lines.first, "texts hold no options, and the labels look like their names",
      expected: "options at the end of each text, 1: … 2: … or A. … B. …, or a column of them",
      got: listed(answers.sorted(by: precedesInBytes)))
  }
  guard answers.count >= count else {
    throw .bad(
      data.path, nil, "too few different answers", expected: "at least \(count)",
      got: "\(answers.count)")
  }
  var random = SplitMix64(seed: seed)
  return data.responses.map { response in
    guard let own = response.label else { return response }
    var options = [own]
    while options.count < count {
      let other = random.pick(answers)
      if !options.contains(where: { key($0) == key(other) }) { options.append(other) }
    }
    random.shuffle(&options)
    var choice = response
    choice.options = options
    choice.label = "\(options.firstIndex(of: own)! + 1)"
    return choice
  }
}

/// The CSV file of choice questions: `id,item,text,options,label`.
public func choiceCSV(_ choices: [Response]) throws(DataError) -> String {
  var text = "id,item,text,options,label\n"
  for choice in choices {
    if let option = choice.options.first(where: { Choice.split($0).count > 1 }) {
      throw .bad(
        "question \(quoted(choice.id))", nil, "an option holds \(quoted(Choice.separator))",
        got: quoted(option))
    }
    let fields = [
      choice.id, choice.item, choice.text,
      choice.options.joined(separator: " \(Choice.separator) "), choice.label ?? "",
    ]
    text += fields.map { csvField($0) }.joined(separator: ",") + "\n"
  }
  return text
}
