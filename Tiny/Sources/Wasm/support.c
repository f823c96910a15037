// What the compiler asks of its library for WebAssembly. Copying and filling memory are instructions
// there (-mbulk-memory).

typedef unsigned __int128 wide;
typedef unsigned long long word;

// The product of two 128-bit integers, in halves of 32 bits.
wide __multi3(wide a, wide b) {
  const word mask = 0xFFFFFFFF;
  const word a0 = (word)a & mask, a1 = (word)a >> 32, b0 = (word)b & mask, b1 = (word)b >> 32;
  const word low = a0 * b0;
  const word left = a1 * b0 + (low >> 32);
  const word middle = a0 * b1 + (left & mask);
  const word high = a1 * b1 + (left >> 32) + (middle >> 32);
  const word cross = (word)(a >> 64) * (word)b + (word)a * (word)(b >> 64);
  return (wide)(high + cross) << 64 | middle << 32 | (low & mask);
}
