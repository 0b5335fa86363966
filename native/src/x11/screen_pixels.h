// Pixels without a server: rectangles, conversion to RGBA, tile hashes. Pure, so that each can be tested on bytes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace steadyhand::x11 {

/// Pixels of the root window; x2 and y2 are exclusive.
struct Rect {
  int x1, y1, x2, y2;
  bool empty() const { return x2 <= x1 || y2 <= y1; }
  int width() const { return x2 > x1 ? x2 - x1 : 0; }
  int height() const { return y2 > y1 ? y2 - y1 : 0; }
  int64_t area() const { return int64_t(width()) * height(); }
  bool operator==(const Rect&) const = default;
};
Rect Intersection(const Rect& a, const Rect& b);
/// What is left of `a` without `b`: up to four rectangles that do not overlap, added to `out`.
void Subtract(const Rect& a, const Rect& b, std::vector<Rect>& out);

/// How the server lays out a pixel of the root window.
struct PixelFormat {
  int bytes = 4;
  uint32_t red = 0xff0000, green = 0xff00, blue = 0xff;
  /// The server's byte order is not ours.
  bool swapped = false;
  bool plain() const { return bytes == 4 && red == 0xff0000 && green == 0xff00 && blue == 0xff && !swapped; }
};

/// Converts a rectangle to RGBA with alpha 255. Strides in bytes for `from`, in pixels for `to`.
/// With 4-byte pixels `to` may be `from`.
void ToRgba(const uint8_t* from, size_t from_stride, const PixelFormat& format, uint32_t* to, size_t to_stride,
            int width, int height);

/// Sets every pixel of a rectangle.
void Fill(uint32_t* pixels, size_t stride, const Rect& rect, uint32_t value);

/// Length of one hash in hexadecimal digits.
constexpr size_t kHashDigits = 16;
/// Hashes `count` tiles that lie side by side, each `size` wide and `height` high, the last one `last_width` wide.
/// Writes `count * kHashDigits` digits. The algorithm is that of electron/capture/tiles.ts, digit for digit.
void HashRow(const uint32_t* pixels, size_t stride, int count, int size, int last_width, int height, char* digits);
/// Hashes a whole picture, tile by tile, row by row.
std::string HashTiles(const uint32_t* pixels, int width, int height, int size);

}  // namespace steadyhand::x11
