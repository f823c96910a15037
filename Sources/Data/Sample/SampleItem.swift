/// An invented question and the phrases that made-up responses to it are put together from.
package struct SampleItem {
  /// Alternatives of which one is taken; an empty phrase leaves the place out.
  package typealias Slot = [String]

  package var id: String
  /// For each class, patterns of slots in order.
  package var patterns: [[[Slot]]]

  package static let all = [sinkOrFloat, shadowLength]
}

private let opener = [
  "", "", "", "I think that", "I think", "Well,", "In my opinion", "My answer is",
]
private let because = ["because", "because", "since", "as", "and the reason is that"]
private let tail = [
  "", "", "", "", ".", "That is what we saw.", "We did this in class.", "I am sure.",
  "My friend said \"no way\" but it is true.", "We tried it, and it worked.",
]

/// "A wooden ball and a clay ball are equally big. Which one floats, and why?"
private let sinkOrFloat = SampleItem(
  id: "sink-or-float",
  patterns: [
    [
      [opener, wrongClaim, because, weightReason + sizeReason, tail],
      [opener, wrongClaim, tail],
      [opener, bothClaim, because, sizeReason, tail],
      [["I don't know", "no idea", "maybe the red one", "I was not there that day"], tail],
    ],
    [
      [opener, rightClaim, because, weightReason, tail],
      [opener, rightClaim, because, sizeReason, tail],
      [opener, rightClaim, tail],
      [opener, wrongClaim, because, densityReason, tail],
    ],
    [
      [opener, rightClaim, because, densityReason, tail],
      [opener, densityReason, ["so", "and so", "that is why", "therefore"], rightClaim, tail],
      [
        opener, rightClaim, [".", "and"], weightReason, ["but really", "and"], densityReason, tail,
      ],
    ],
  ])

private let rightClaim = [
  "the wooden ball floats", "the wood floats and the clay sinks", "the clay ball goes down",
  "wood stays on top of the water", "the wooden one will float", "only the clay one sinks",
]
private let wrongClaim = [
  "the clay ball floats", "the wooden ball sinks", "the clay stays on top of the water",
  "the wood sinks and the clay floats", "only the wooden one goes down",
]
private let bothClaim = ["both float", "both balls sink", "they do the same thing"]
private let weightReason = [
  "clay is heavy", "wood is light", "it weighs less", "heavy things sink", "it weighs more",
  "the clay one feels heavier in my hand",
]
private let sizeReason = [
  "they are the same size", "both are round", "the ball is big", "water pushes everything",
  "it is smooth", "there is a lot of water",
]
private let densityReason = [
  "wood is less dense than water", "its density is lower than the density of water",
  "clay is denser than water", "for the same size it has less mass than the water",
  "the same volume of water weighs more than the wood", "clay has more mass in the same volume",
]

/// "Why is the shadow of a pole long in the morning and short at noon?"
private let shadowLength = SampleItem(
  id: "shadow-length",
  patterns: [
    [
      [opener, wrongShadow, tail],
      [opener, ["it is long", "the shadow changes"], because, wrongShadow, tail],
      [["I don't know", "no idea", "it just is", "the shadow is black"], tail],
    ],
    [
      [opener, sunMoves, tail],
      [opener, shadowClaim, because, sunMoves, tail],
      [
        opener, shadowClaim, because, ["of the light", "the sun is bright", "the sun shines"], tail,
      ],
      [opener, lowSun, because, wrongShadow, tail],
    ],
    [
      [opener, shadowClaim, because, lowSun, tail],
      [opener, lowSun, ["so", "and so", "that makes", "therefore"], shadowClaim, tail],
      [opener, sunMoves, [",", "and"], lowSun, ["so", "and then"], shadowClaim, tail],
    ],
  ])

private let wrongShadow = [
  "the pole is taller in the morning", "it is cold in the morning", "the ground is wet",
  "the sun is bigger at noon", "the sun is farther away", "the pole gets warm and shrinks",
  "shadows are tired at noon",
]
private let sunMoves = [
  "the sun moves across the sky", "the earth turns", "the sun is somewhere else at noon",
  "the position of the sun changes", "the time of day is different",
]
private let lowSun = [
  "in the morning the sun is low", "the light comes in at a low angle",
  "at noon the sun is high above the pole", "the rays are steep at noon",
  "the sun is near the horizon in the morning", "the angle of the light is small early on",
]
private let shadowClaim = [
  "the shadow is long in the morning", "the shadow is short at noon", "it gets shorter",
  "the shadow reaches farther", "less ground is in the shadow at noon",
]
