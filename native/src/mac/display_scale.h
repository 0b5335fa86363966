// Points and pixels of macOS. UNTESTED AND NOT COMPILED HERE.
//
// The system counts in points over all displays; the program counts in pixels (DESIGN.md, "One coordinate space"). Each
// display's pixels begin where its points begin, times the scale of the main display: exact for one display and for
// several of one scale; displays of mixed scale overlap or leave gaps in this space, which is documented, not solved.
#pragma once
#import <CoreGraphics/CoreGraphics.h>

#include <cmath>

namespace steadyhand::desktop {

inline double MainScale() {
  CGDisplayModeRef mode = CGDisplayCopyDisplayMode(CGMainDisplayID());
  if (mode == nullptr) return 1;
  const double scale = CGDisplayModeGetWidth(mode) == 0 ? 1 : double(CGDisplayModeGetPixelWidth(mode)) / double(CGDisplayModeGetWidth(mode));
  CGDisplayModeRelease(mode);
  return scale > 0 ? scale : 1;
}

inline CGPoint PointsOf(int x, int y) {
  const double scale = MainScale();
  // The middle of the pixel, so that rounding on the way does not fall to its neighbour.
  return CGPointMake((x + 0.5) / scale, (y + 0.5) / scale);
}

inline void PixelsOf(CGPoint at, int& x, int& y) {
  const double scale = MainScale();
  x = int(std::floor(at.x * scale));
  y = int(std::floor(at.y * scale));
}

}  // namespace steadyhand::desktop
