// Pictures of macOS by CGWindowListCreateImage. UNTESTED AND NOT COMPILED HERE: written to Apple's documentation.
//
// The call is deprecated since macOS 14 in favour of ScreenCaptureKit, whose SCScreenshotManager is asynchronous and
// needs macOS 14; it goes on working with the permission "Screen Recording". Without it pictures show the bare desktop,
// so the permission is looked at first. Replace it when the oldest supported system is 14.
#import <ApplicationServices/ApplicationServices.h>
#import <CoreGraphics/CoreGraphics.h>

#include "../desktop/screen_backend.h"
#include "display_scale.h"

namespace steadyhand::desktop {

namespace {

class MacScreen final : public ScreenBackend {
 public:
  std::vector<Monitor> monitors() override {
    CGDirectDisplayID ids[16];
    uint32_t count = 0;
    std::vector<Monitor> list;
    if (CGGetActiveDisplayList(16, ids, &count) != kCGErrorSuccess) return list;
    const double scale = MainScale();
    for (uint32_t i = 0; i < count; i++) {
      const CGRect r = CGDisplayBounds(ids[i]);
      list.push_back({"display-" + std::to_string(ids[i]), int(std::lround(r.origin.x * scale)), int(std::lround(r.origin.y * scale)),
                      int(std::lround(r.size.width * scale)), int(std::lround(r.size.height * scale)), CGDisplayIsMain(ids[i]) != 0});
    }
    return list;
  }

  void grab(int x, int y, int width, int height, uint8_t* into) override {
    const double scale = MainScale();
    const CGRect rect = CGRectMake(x / scale, y / scale, width / scale, height / scale);
    // The pointer is not part of it.
    CGImageRef image = CGWindowListCreateImage(rect, kCGWindowListOptionOnScreenOnly, kCGNullWindowID, kCGWindowImageBestResolution);
    if (image == nullptr) throw Failure{"failed", "the system gives no picture; the screen may be locked"};
    CGColorSpaceRef colours = CGColorSpaceCreateDeviceRGB();
    CGContextRef context = CGBitmapContextCreate(into, size_t(width), size_t(height), 8, size_t(width) * 4, colours,
                                                 CGBitmapInfo(kCGImageAlphaNoneSkipLast) | kCGBitmapByteOrder32Big);
    CGColorSpaceRelease(colours);
    if (context == nullptr) {
      CGImageRelease(image);
      throw Failure{"failed", "the picture cannot be copied"};
    }
    CGContextSetInterpolationQuality(context, kCGInterpolationNone);
    CGContextDrawImage(context, CGRectMake(0, 0, width, height), image);
    CGContextRelease(context);
    CGImageRelease(image);
    for (size_t i = 3; i < size_t(width) * height * 4; i += 4) into[i] = 255;
  }

  void pointer(int& x, int& y) override {
    CGEventRef now = CGEventCreate(nullptr);
    PixelsOf(CGEventGetLocation(now), x, y);
    CFRelease(now);
  }
};

}  // namespace

std::unique_ptr<ScreenBackend> OpenScreenBackend() {
  if (!CGPreflightScreenCaptureAccess()) {
    CGRequestScreenCaptureAccess();
    throw Failure{"failed", "no permission to look at the screen: allow it under Privacy & Security, Screen Recording, and start again"};
  }
  return std::make_unique<MacScreen>();
}

}  // namespace steadyhand::desktop
