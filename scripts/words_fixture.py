#!/usr/bin/env python3
"""Words of texts by the rules 2 of docs/NUMERICS.md, "Text to tokens", a second writing of them with
Python's unicodedata: scripts/words_fixture.py >Tests/Fixtures/words.json

`texts`: random texts, as they are, composed and decomposed, with their words. `digest`: SHA-256 of the
words of each scalar between letters and between digits.
"""
import hashlib, json, random, unicodedata

LETTER, SEPARATOR, SIGN, DIGIT, ALONE, ATTACHED, MARK, INVISIBLE = range(8)


def ranges(text):
    """The scalars of a list like `A2-A5 AC`."""
    found = set()
    for part in text.split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


# The lists of docs/NUMERICS.md.
INVISIBLES = ranges("""AD 34F 61C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 20DD-20E0
    20E2-20E4 FE00-FE0F FEFF FFF0-FFF8 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF""")
SIGNS = ranges("""24 25 2A 2B 2D 2F 3C-3E 5E 7E A2-A5 AC B0 B1 B7 D7 F7 2030 2031 20A0-20CF 2190-22FF
    27F0-27FF 2900-297F 2A00-2AFF""")
MARKS = ranges("300-34E 350-36F 483-487 5B0-5BD 5BF 5C1 5C2 5C7 64B-65F 670 3099 309A")
ZEROS = ranges("30 660 6F0 966 9E6 A66 AE6 B66 BE6 C66 CE6 D66 E50 ED0 1040 17E0")
DIGITS = {zero + value for zero in ZEROS for value in range(10)}
ATTACHEDS = ranges("""E31 E34-E3A E47-E4E EB1 EB4-EBC EC8-ECE 102B-103E 1056-1059 17B6-17D3 17DD 302A-302F
    FF9E-FF9F""")
SEPARATORS = ranges("""0-26 28-2F 3A-40 5B-60 7B-A9 AB-B1 B4 B6-B8 BB BF D7 F7 37E 384 385 387 55A-55F 589
    58A 5BE 5C0 5C3 5F3 5F4 60C 61B 61E 61F 66A-66D 6D4 700-70D 964 965 DF4 E4F E5A E5B F0B-F14 104A-104F
    10FB 1361-1368 1680 17D4-17D6 17D8-17DA 1800-180A 1FBD 1FBF-1FC1 1FCD-1FCF 1FDD-1FDF 1FED-1FEF 1FFD
    1FFE 2000-206F 20A0-20CF 2190-2BFF 2E00-2E7F 3000-3003 3008-3020 3030 303D 30FB 3164 E000-F8FF
    FE00-FE1F FE30-FE6F FEFF FF01-FF0F FF1A-FF20 FF3B-FF40 FF5B-FF65 FFA0 FFE0-FFFF 1F000-1FAFF
    E0000-10FFFF""") | {0x27}
ALONES = ranges("""E00-EFF 1000-109F 1780-17FF 2E80-2FFF 3004-3007 3021-302F 3031-303C 303E-303F 3040-30FA
    30FC-312F 31A0-31FF 3400-4DBF 4E00-9FFF F900-FAFF FF66-FF9F 1B000-1B16F 20000-3FFFF""")
CASES = {0x18F: 0x259, 0x1A0: 0x1A1, 0x1A2: 0x1A3, 0x1A4: 0x1A5, 0x1AF: 0x1B0, 0x1B7: 0x292, 0x1F4: 0x1F5}
READ_AS = {0xB5: 0x3BC, 0x66A: 0x25, 0x66B: 0x2E, 0x66C: 0x2C, 0x2010: 0x2D, 0x2011: 0x2D, 0x2012: 0x2D,
           0x2013: 0x2D, 0x2212: 0x2D, 0x2019: 0x27, 0x2044: 0x2F, 0x2215: 0x2F, 0x2206: 0x3B4,
           0x2217: 0x2A, 0x2219: 0xB7, 0x22C5: 0xB7, 0x2266: 0x2264, 0x2267: 0x2265, 0x2A7D: 0x2264,
           0x2A7E: 0x2265, 0xFFE0: 0xA2, 0xFFE1: 0xA3, 0xFFE5: 0xA5}
# Letters of these compose, with marks, and operators with a stroke.
COMPOSING = ranges("41-5A 61-7A C0-52F 622-6D5 1E00-1FFE 212B 3046-30FE 3C-3E 2190-22FF")
# Upper case that stays, beyond what lower-cases one to one.
KEPT = ranges("1C4 1C5 1C7 1C8 1CA 1CB 1F1 1F2 1F6 1F7 220 370 372 376 37F 3CF 3F4 3F7 3F9 3FA 3FD-3FF")


def kind(scalar):
    for found, scalars in ((INVISIBLE, INVISIBLES), (SIGN, SIGNS), (DIGIT, DIGITS), (MARK, MARKS),
                           (ATTACHED, ATTACHEDS), (SEPARATOR, SEPARATORS), (ALONE, ALONES)):
        if scalar in scalars:
            return found
    return LETTER


def lower(scalar):
    if scalar in CASES:
        return CASES[scalar]
    if 0x1F00 <= scalar < 0x1F70 or 0x1F80 <= scalar < 0x1FB0:
        return scalar & ~8
    inside = scalar < 0x180 or 0x1CD <= scalar < 0x234 or 0x370 <= scalar < 0x3D8 or \
        0x400 <= scalar < 0x530 or 0x531 <= scalar <= 0x556 or 0x1E00 <= scalar < 0x2000 or \
        0xFF21 <= scalar <= 0xFF3A
    if not inside or scalar in KEPT:
        return scalar
    # What has two scalars in lower case stays.
    lowered = chr(scalar).lower()
    return ord(lowered) if len(lowered) == 1 else scalar


def read_as(scalar):
    if scalar in DIGITS:
        return 0x30 + max(scalar - zero for zero in ZEROS if 0 <= scalar - zero < 10)
    if 0xFF01 <= scalar <= 0xFF5E:
        scalar -= 0xFEE0
    return lower(READ_AS.get(scalar, scalar))


def decomposed(text):
    """Canonical decomposition of what composes, and of what is another in canonical form."""
    found = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        known = ord(letter) in COMPOSING or len(parts) == 1 and ord(letter) < 0x2FFF or letter == "\u0344" \
            or 0xAC00 <= ord(letter) < 0xD7A4
        found += parts if known else letter
    return found


def composed(base, mark):
    if base == "i" and mark == "\u0307":
        return "i"
    both = unicodedata.normalize("NFC", base + mark)
    return both if len(both) == 1 and ord(base) in COMPOSING else None


def characters(text):
    """(scalar, marks) of each character."""
    seen = "".join(letter for letter in text if kind(ord(letter)) != INVISIBLE)
    seen = [chr(read_as(ord(letter))) for letter in decomposed(seen)]
    index, found = 0, []
    while index < len(seen):
        base, marks = seen[index], []
        index += 1
        while index < len(seen) and kind(ord(seen[index])) == MARK:
            marks.append(seen[index])
            index += 1
        # Sixteen are put in order; none of these texts has more.
        assert len(marks) <= 16
        if kind(ord(base)) == MARK:
            continue
        kept = []
        for mark in sorted(marks, key=unicodedata.combining):
            blocked = kept and unicodedata.combining(kept[-1]) >= unicodedata.combining(mark)
            whole = None if blocked else composed(base, mark)
            base, kept = (whole, kept) if whole else (base, kept + [mark])
        if found and not kept and not found[-1][1]:
            syllable = unicodedata.normalize("NFC", found[-1][0] + base)
            if len(syllable) == 1 and 0xAC00 <= ord(syllable) < 0xD7A4:
                found[-1] = (syllable, [])
                continue
        elif found and not found[-1][1] and kept:
            syllable = unicodedata.normalize("NFC", found[-1][0] + base)
            if len(syllable) == 1 and 0xAC00 <= ord(syllable) < 0xD7A4:
                found[-1] = (syllable, kept)
                continue
        found.append((base, kept))
    return found


def words(text):
    line = characters(text)
    kinds = [kind(ord(base)) for base, _ in line] + [None, None]
    bases = [base for base, _ in line] + [None, None]
    whole = [base + "".join(marks) for base, marks in line]
    found, index = [], 0

    def number(index, word):
        while True:
            word += whole[index]
            index += 1
            if bases[index] in (".", ",") and kinds[index] is not None and kinds[index + 1] == DIGIT:
                word += bases[index]
                index += 1
            elif kinds[index] != DIGIT:
                return index, word

    while index < len(line):
        base = bases[index]
        if kinds[index] == LETTER:
            word = ""
            while True:
                word += whole[index]
                index += 1
                if bases[index] == "'" and kinds[index + 1] in (LETTER, DIGIT):
                    word += "'"
                    index += 1
                elif kinds[index] not in (LETTER, DIGIT):
                    break
            if bases[index] in ("-", "·") and kinds[index + 1] == LETTER \
                    or bases[index] == "." and kinds[index + 1] == DIGIT:
                index += 1
            found.append(word)
        elif kinds[index] == DIGIT:
            index, word = number(index, "")
            found.append(word)
        elif kinds[index] in (ALONE, ATTACHED):
            word = whole[index]
            index += 1
            while kinds[index] == ATTACHED:
                word += whole[index]
                index += 1
            found.append(word)
        elif base in ("<", ">", "!") and bases[index + 1] == "=":
            found.append({"<": "≤", ">": "≥", "!": "≠"}[base])
            index += 2
        elif kinds[index] == SIGN or base == ".":
            count = 1
            while bases[index + count] == base:
                count += 1
            if base == ".":
                index += count
                if count == 1 and kinds[index] == DIGIT:
                    index, word = number(index, "0.")
                    found.append(word)
            elif count > 2:
                index += count
            else:
                found.append(base)
                index += 1
        else:
            index += 1
    return found


def pools():
    def assigned(first, last):
        return [scalar for scalar in range(first, last) if unicodedata.category(chr(scalar)) != "Cn"]

    letters = assigned(0xC0, 0x250) + assigned(0x370, 0x530) + assigned(0x1E00, 0x2000)
    hangul = [*range(0x1100, 0x1113), *range(0x1161, 0x1176), *range(0x11A8, 0x11C3),
              *range(0xAC00, 0xD7A4, 797)]
    return [
        (30, letters), (20, sorted(MARKS - {0x34F})), (20, [ord(letter) for letter in
         " .,!'-+=<>/*^%$~()\"_;:?…“”’‘–—·×÷≤≥≠±√→−∕⁄⋅∈≡\u0338\u00AD\u200B\u200D\uFEFF٫٬"]),
        (15, [ord(letter) for letter in "abcxyzIiABK0123459"]), (5, [ord(letter) for letter in
         "اويىةשלמ٣۵५水飲かカはウワกุ้เក្ကကိＡ１＋．😀²½ΩÅKµİı"]), (10, hangul)]


def random_texts(count):
    dice, choices = random.Random(6), pools()
    for _ in range(count):
        yield "".join(
            chr(dice.choice(dice.choices(choices, [weight for weight, _ in choices])[0][1]))
            for _ in range(dice.randrange(1, 10)))


def digest():
    found = hashlib.sha256()
    for scalar in range(0x20, 0x30000):
        if not 0xD800 <= scalar < 0xE000:
            text = f"a{chr(scalar)}b 5{chr(scalar)}6"
            found.update(("\n".join(words(text)) + "\n\n").encode())
    return found.hexdigest()


def main():
    texts = []
    for text in random_texts(1_500):
        forms = {form(text) for form in (str, lambda text: unicodedata.normalize("NFC", text),
                                         lambda text: unicodedata.normalize("NFD", text))}
        texts += [[form, words(form)] for form in sorted(forms)]
    lines = ",\n".join(json.dumps(pair, separators=(",", ":")) for pair in texts)
    print(f'{{"digest": "{digest()}",\n"texts": [\n{lines}\n]}}')


if __name__ == "__main__":
    main()
