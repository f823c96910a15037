"""Reads a disassembly of wasm-objdump; fails unless the innermost loops with dot products hold
eight of them in all kernels' loops of gates, and neither a call nor a division."""

import re
import sys

# The loops that are open, outermost first: each the instructions of its own, or None for a block.
opened, innermost = [], []
for line in sys.stdin:
    match = re.search(r"\| +([a-z0-9_.]+)", line)
    if not match:
        continue
    name = match.group(1)
    if name in ("loop", "block", "if"):
        if name == "loop":
            for frame in opened:
                if frame is not None:
                    frame["nested"] = True
        opened.append({"names": [], "nested": False} if name == "loop" else None)
    elif name == "end" and opened:
        frame = opened.pop()
        if frame and not frame["nested"]:
            innermost.append(frame["names"])
    for frame in opened:
        if frame is not None:
            frame["names"].append(name)

dots = [names for names in innermost if "i32x4.dot_i16x8_s" in names]
gates = [names for names in dots if names.count("i32x4.dot_i16x8_s") == 8]
bad = [name for names in dots for name in names if "call" in name or "div" in name]
print(f"loops with dot products: {len(dots)}, of gates {len(gates)}; calls and divisions: {len(bad)}")
if not gates or bad:
    sys.exit("inner loops: expected eight dot products and no call")
