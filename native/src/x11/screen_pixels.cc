#include "screen_pixels.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace steadyhand::x11 {

Rect Intersection(const Rect& a, const Rect& b) {
  return {std::max(a.x1, b.x1), std::max(a.y1, b.y1), std::min(a.x2, b.x2), std::min(a.y2, b.y2)};
}

void Subtract(const Rect& a, const Rect& b, std::vector<Rect>& out) {
  const Rect cut = Intersection(a, b);
  if (cut.empty()) {
    if (!a.empty()) out.push_back(a);
    return;
  }
  const Rect parts[] = {
      {a.x1, a.y1, a.x2, cut.y1},
      {a.x1, cut.y2, a.x2, a.y2},
      {a.x1, cut.y1, cut.x1, cut.y2},
      {cut.x2, cut.y1, a.x2, cut.y2},
  };
  for (const Rect& part : parts)
    if (!part.empty()) out.push_back(part);
}

namespace {

constexpr uint32_t kOpaque = 0xff000000;
// RGBA in memory order is written as one little-endian word.
static_assert(std::endian::native == std::endian::little, "the conversion writes little-endian words");

/// Widens a channel to 8 bits: 31 of 31 is 255, 0 is 0.
uint32_t Channel(uint32_t pixel, uint32_t mask) {
  if (mask == 0) return 0;
  const uint32_t value = (pixel & mask) >> std::countr_zero(mask);
  const uint32_t most = mask >> std::countr_zero(mask);
  return most == 255 ? value : uint32_t((uint64_t(value) * 255 + most / 2) / most);
}

uint32_t ReadPixel(const uint8_t* at, const PixelFormat& format) {
  if (format.bytes == 2) {
    uint16_t v;
    std::memcpy(&v, at, 2);
    return format.swapped ? __builtin_bswap16(v) : v;
  }
  uint32_t v;
  std::memcpy(&v, at, 4);
  return format.swapped ? __builtin_bswap32(v) : v;
}

}  // namespace

void ToRgba(const uint8_t* from, size_t from_stride, const PixelFormat& format, uint32_t* to, size_t to_stride,
            int width, int height) {
  for (int y = 0; y < height; y++) {
    const uint8_t* row = from + y * from_stride;
    uint32_t* out = to + y * to_stride;
    if (format.plain()) {
      for (int x = 0; x < width; x++) {
        uint32_t v;
        std::memcpy(&v, row + size_t(x) * 4, 4);
        out[x] = kOpaque | ((v & 0xff) << 16) | (v & 0xff00) | ((v >> 16) & 0xff);
      }
    } else {
      for (int x = 0; x < width; x++) {
        const uint32_t v = ReadPixel(row + size_t(x) * format.bytes, format);
        out[x] = kOpaque | (Channel(v, format.blue) << 16) | (Channel(v, format.green) << 8) | Channel(v, format.red);
      }
    }
  }
}

void Fill(uint32_t* pixels, size_t stride, const Rect& rect, uint32_t value) {
  for (int y = rect.y1; y < rect.y2; y++) std::fill_n(pixels + y * stride + rect.x1, rect.width(), value);
}

namespace {

// Four lanes by column, so that neither a vector unit nor a processor that runs ahead waits for one long chain.
using Lanes = uint32_t __attribute__((vector_size(16)));
constexpr uint32_t kA = 0x9e3779b1, kB = 0xc2b2ae3d, kStartA = 0x9e3779b9, kStartB = 0x85ebca6b, kEnd = 0x27d4eb2f;

struct State {
  Lanes a, b;
};

inline void Mix(State& s, Lanes v) {
  s.a = (s.a ^ v) * kA;
  s.a ^= s.a >> 15;
  s.b = (((s.b << 7) | (s.b >> 25)) ^ v) * kB;
}

inline Lanes Load(const uint32_t* at) {
  Lanes v;
  std::memcpy(&v, at, sizeof v);
  return v;
}

void Finish(const State& s, char* digits) {
  uint32_t a = kStartA, b = kStartB;
  for (int i = 0; i < 4; i++) {
    a = (a ^ s.a[i]) * kA;
    a ^= a >> 15;
    b = (std::rotl(b, 7) ^ s.b[i]) * kB;
  }
  b ^= b >> 16;
  const uint64_t hash = uint64_t(a) << 32 | b * kEnd;
  for (int i = 0; i < 16; i++) digits[i] = "0123456789abcdef"[(hash >> (60 - 4 * i)) & 15];
}

inline State Start() {
  return {Lanes{kStartA, kStartA, kStartA, kStartA} + Lanes{0, 1, 2, 3},
          Lanes{kStartB, kStartB, kStartB, kStartB} + Lanes{0, 1, 2, 3}};
}

/// `kSide` tiles of one width at once: their chains do not wait for each other. The width is a multiple of 4.
template <int kSide>
__attribute__((always_inline)) inline void HashSide(const uint32_t* px, size_t stride, int size, int height,
                                                    char* digits) {
  State state[kSide];
  for (State& s : state) s = Start();
  for (int y = 0; y < height; y++) {
    const uint32_t* row = px + y * stride;
    for (int x = 0; x < size; x += 4)
      for (int t = 0; t < kSide; t++) Mix(state[t], Load(row + t * size + x));
  }
  for (int t = 0; t < kSide; t++) Finish(state[t], digits + t * kHashDigits);
}

/// Any width.
void HashOne(const uint32_t* px, size_t stride, int width, int height, char* digits) {
  State s = Start();
  for (int y = 0; y < height; y++) {
    const uint32_t* row = px + y * stride;
    int x = 0;
    for (; x + 4 <= width; x += 4) Mix(s, Load(row + x));
    for (; x < width; x++) {
      const int lane = x & 3;
      uint32_t a = (s.a[lane] ^ row[x]) * kA;
      a ^= a >> 15;
      s.a[lane] = a;
      s.b[lane] = (std::rotl(uint32_t(s.b[lane]), 7) ^ row[x]) * kB;
    }
  }
  Finish(s, digits);
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define STEADYHAND_CLONES __attribute__((target_clones("avx2", "sse4.1", "default")))
#else
#define STEADYHAND_CLONES
#endif

STEADYHAND_CLONES void HashSides(const uint32_t* px, size_t stride, int count, int size, int height, char* digits) {
  int i = 0;
  for (; i + 4 <= count; i += 4) HashSide<4>(px + i * size, stride, size, height, digits + i * kHashDigits);
  for (; i < count; i++) HashSide<1>(px + i * size, stride, size, height, digits + i * kHashDigits);
}

}  // namespace

void HashRow(const uint32_t* pixels, size_t stride, int count, int size, int last_width, int height, char* digits) {
  const int whole = size % 4 == 0 ? (last_width == size ? count : count - 1) : 0;
  HashSides(pixels, stride, whole, size, height, digits);
  for (int i = whole; i < count; i++)
    HashOne(pixels + size_t(i) * size, stride, i == count - 1 ? last_width : size, height, digits + i * kHashDigits);
}

std::string HashTiles(const uint32_t* pixels, int width, int height, int size) {
  const int columns = (width + size - 1) / size, rows = (height + size - 1) / size;
  std::string out(size_t(columns) * rows * kHashDigits, '0');
  for (int row = 0; row < rows; row++)
    HashRow(pixels + size_t(row) * size * width, width, columns, size, width - (columns - 1) * size,
            std::min(size, height - row * size), out.data() + size_t(row) * columns * kHashDigits);
  return out;
}

}  // namespace steadyhand::x11
