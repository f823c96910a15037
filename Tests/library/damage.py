"""Writes damaged copies of a model, most with their checksum repaired: damage.py MODEL FOLDER"""

import os
import random
import sys
import zlib

with open(sys.argv[1], "rb") as file:
    model = bytearray(file.read())
os.mkdir(sys.argv[2])


def write(name, data, crc_at=None):
    """Repairs the checksum at crc_at, which itself counts as zero."""
    data = bytearray(data)
    if crc_at is not None and len(data) >= crc_at + 4:
        data[crc_at : crc_at + 4] = bytes(4)
        data[crc_at : crc_at + 4] = zlib.crc32(data).to_bytes(4, "little")
    with open(os.path.join(sys.argv[2], name), "wb") as file:
        file.write(data)


# Its place: the four bytes whose value is the checksum of the rest.
crc_at = next(
    at
    for at in range(8, 128)
    if zlib.crc32(model[:at] + bytes(4) + model[at + 4 :]) == int.from_bytes(model[at : at + 4], "little")
)
write("short", model[:63])
write("cut", model[:-16])
write("identifier", model[:4] + b"KDM2" + model[8:])
write("flipped", model[:5000] + bytes([model[5000] ^ 1]) + model[5001:])
write("cut-repaired", model[:-16], crc_at)
write("longer-repaired", model + bytes(16), crc_at)
chance = random.Random(1)
# The first kilobytes hold the tables, where most changes break a rule.
for index in range(120):
    data = bytearray(model)
    at = chance.choice([chance.randrange(8, 400), chance.randrange(len(model) - 4000, len(model))])
    data[at] = chance.choice([0, 1, 0x7F, 0x80, 0xFF, data[at] ^ 4])
    if data != model:
        write(f"repaired-{index:03}-byte-{at}", data, crc_at)
