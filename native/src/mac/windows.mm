// Windows of macOS: CGWindowList to look, the Accessibility API to act. UNTESTED AND NOT COMPILED HERE.
//
// The two know a window by different names: CGWindowList by number, AX by element. They are matched by owner and place,
// which a program with two windows at the very same place defeats: then nothing is done. Titles of other programs need
// the permission "Screen Recording", acts need "Accessibility".
#import <AppKit/AppKit.h>
#import <ApplicationServices/ApplicationServices.h>

#include "../desktop/windows_backend.h"
#include "display_scale.h"

namespace steadyhand::desktop {

namespace {

std::string TextOf(CFDictionaryRef info, CFStringRef key) {
  const auto value = static_cast<CFStringRef>(CFDictionaryGetValue(info, key));
  return value == nullptr ? "" : std::string([(__bridge NSString*)value UTF8String] ?: "");
}

int64_t NumberOf(CFDictionaryRef info, CFStringRef key) {
  int64_t number = 0;
  const auto value = static_cast<CFNumberRef>(CFDictionaryGetValue(info, key));
  if (value != nullptr) CFNumberGetValue(value, kCFNumberSInt64Type, &number);
  return number;
}

bool FlagOf(AXUIElementRef element, CFStringRef attribute) {
  CFTypeRef value = nullptr;
  if (AXUIElementCopyAttributeValue(element, attribute, &value) != kAXErrorSuccess || value == nullptr) return false;
  const bool flag = CFGetTypeID(value) == CFBooleanGetTypeID() && CFBooleanGetValue(static_cast<CFBooleanRef>(value));
  CFRelease(value);
  return flag;
}

CGRect PlaceOf(AXUIElementRef window) {
  CGRect place = CGRectNull;
  CFTypeRef origin = nullptr, size = nullptr;
  if (AXUIElementCopyAttributeValue(window, kAXPositionAttribute, &origin) == kAXErrorSuccess &&
      AXUIElementCopyAttributeValue(window, kAXSizeAttribute, &size) == kAXErrorSuccess) {
    place = CGRectZero;
    AXValueGetValue(static_cast<AXValueRef>(origin), kAXValueTypeCGPoint, &place.origin);
    AXValueGetValue(static_cast<AXValueRef>(size), kAXValueTypeCGSize, &place.size);
  }
  if (origin != nullptr) CFRelease(origin);
  if (size != nullptr) CFRelease(size);
  return place;
}

/// The one element of this program at that place, to be released; null when there is none or more than one.
AXUIElementRef CopyElement(pid_t pid, CGRect bounds) {
  AXUIElementRef application = AXUIElementCreateApplication(pid);
  CFTypeRef windows = nullptr;
  AXUIElementRef found = nullptr;
  int matches = 0;
  if (AXUIElementCopyAttributeValue(application, kAXWindowsAttribute, &windows) == kAXErrorSuccess && windows != nullptr) {
    const auto list = static_cast<CFArrayRef>(windows);
    for (CFIndex i = 0; i < CFArrayGetCount(list); i++) {
      const auto window = static_cast<AXUIElementRef>(CFArrayGetValueAtIndex(list, i));
      if (!CGRectEqualToRect(PlaceOf(window), bounds)) continue;
      matches++;
      found = window;
    }
    if (matches == 1) CFRetain(found);
    CFRelease(windows);
  }
  CFRelease(application);
  return matches == 1 ? found : nullptr;
}

/// Calls `use` with each window of the layer of documents, front to back, until it answers true.
void ForEach(const std::function<bool(CFDictionaryRef, CGRect)>& use) {
  CFArrayRef list = CGWindowListCopyWindowInfo(kCGWindowListOptionAll | kCGWindowListExcludeDesktopElements, kCGNullWindowID);
  for (CFIndex i = 0; list != nullptr && i < CFArrayGetCount(list); i++) {
    const auto info = static_cast<CFDictionaryRef>(CFArrayGetValueAtIndex(list, i));
    CGRect bounds = CGRectZero;
    const auto box = static_cast<CFDictionaryRef>(CFDictionaryGetValue(info, kCGWindowBounds));
    if (NumberOf(info, kCGWindowLayer) != 0 || box == nullptr) continue;
    CGRectMakeWithDictionaryRepresentation(box, &bounds);
    if (use(info, bounds)) break;
  }
  if (list != nullptr) CFRelease(list);
}

class MacWindows final : public WindowsBackend {
 public:
  std::vector<Window> list() override {
    std::vector<Window> windows;
    const pid_t front = [[[NSWorkspace sharedWorkspace] frontmostApplication] processIdentifier];
    const double scale = MainScale();
    bool active_given = false;
    ForEach([&](CFDictionaryRef info, CGRect b) {
      Window w;
      w.id = NumberOf(info, kCGWindowNumber);
      w.title = TextOf(info, kCGWindowName);
      w.app = TextOf(info, kCGWindowOwnerName);
      w.pid = int(NumberOf(info, kCGWindowOwnerPID));
      NSRunningApplication* owner = [NSRunningApplication runningApplicationWithProcessIdentifier:w.pid];
      if (owner.executableURL != nil) w.executable = [owner.executableURL.lastPathComponent UTF8String];
      w.box = {int(b.origin.x * scale), int(b.origin.y * scale), int((b.origin.x + b.size.width) * scale),
               int((b.origin.y + b.size.height) * scale)};
      w.client = w.box;  // The system does not tell the title bar apart.
      const bool shown = CFDictionaryGetValue(info, kCGWindowIsOnscreen) != nullptr;
      if (AXUIElementRef element = CopyElement(w.pid, b)) {
        w.minimised = FlagOf(element, kAXMinimizedAttribute);
        w.modal = FlagOf(element, kAXModalAttribute);
        w.fullscreen = FlagOf(element, CFSTR("AXFullScreen"));
        CFRelease(element);
      } else if (!shown) {
        return false;  // Neither on the screen nor a window of its program: a helper.
      }
      w.active = shown && !active_given && w.pid == front;
      active_given = active_given || w.active;
      windows.push_back(std::move(w));
      return false;
    });
    return windows;
  }

  bool act(int64_t id, Verb verb) override {
    return With(id, [&](AXUIElementRef window, pid_t pid) {
      switch (verb) {
        case Verb::Focus:
          AXUIElementSetAttributeValue(window, kAXMinimizedAttribute, kCFBooleanFalse);
          AXUIElementPerformAction(window, kAXRaiseAction);
          AXUIElementSetAttributeValue(window, kAXMainAttribute, kCFBooleanTrue);
          return bool([[NSRunningApplication runningApplicationWithProcessIdentifier:pid] activateWithOptions:0]);
        case Verb::Close:
          return Press(window, kAXCloseButtonAttribute);
        case Verb::Raise:
          return AXUIElementPerformAction(window, kAXRaiseAction) == kAXErrorSuccess;
        case Verb::Minimise:
          return AXUIElementSetAttributeValue(window, kAXMinimizedAttribute, kCFBooleanTrue) == kAXErrorSuccess;
        case Verb::Maximise:
          // There is no "maximised" here; the zoom button is the nearest, and pressing it again undoes it.
          return Press(window, kAXZoomButtonAttribute);
        case Verb::Restore:
          if (FlagOf(window, kAXMinimizedAttribute))
            return AXUIElementSetAttributeValue(window, kAXMinimizedAttribute, kCFBooleanFalse) == kAXErrorSuccess;
          if (FlagOf(window, CFSTR("AXFullScreen")))
            return AXUIElementSetAttributeValue(window, CFSTR("AXFullScreen"), kCFBooleanFalse) == kAXErrorSuccess;
          return Press(window, kAXZoomButtonAttribute);
      }
      return false;
    });
  }

  bool move(int64_t id, const Box& box) override {
    const double scale = MainScale();
    return With(id, [&](AXUIElementRef window, pid_t) {
      CGPoint origin = CGPointMake(box.x1 / scale, box.y1 / scale);
      CGSize size = CGSizeMake((box.x2 - box.x1) / scale, (box.y2 - box.y1) / scale);
      AXValueRef to = AXValueCreate(kAXValueTypeCGPoint, &origin);
      AXValueRef as = AXValueCreate(kAXValueTypeCGSize, &size);
      const bool moved = AXUIElementSetAttributeValue(window, kAXPositionAttribute, to) == kAXErrorSuccess;
      const bool sized = AXUIElementSetAttributeValue(window, kAXSizeAttribute, as) == kAXErrorSuccess;
      CFRelease(to);
      CFRelease(as);
      return moved && sized;
    });
  }

  int answers(int64_t id, int timeout_ms) override {
    int answer = -1;
    With(id, [&](AXUIElementRef window, pid_t) {
      AXUIElementSetMessagingTimeout(window, float(timeout_ms) / 1000);
      CFTypeRef title = nullptr;
      answer = AXUIElementCopyAttributeValue(window, kAXTitleAttribute, &title) == kAXErrorCannotComplete ? 0 : 1;
      if (title != nullptr) CFRelease(title);
      return true;
    });
    return answer;
  }

 private:
  static bool With(int64_t id, const std::function<bool(AXUIElementRef, pid_t)>& use) {
    bool done = false;
    ForEach([&](CFDictionaryRef info, CGRect bounds) {
      if (NumberOf(info, kCGWindowNumber) != id) return false;
      const auto pid = pid_t(NumberOf(info, kCGWindowOwnerPID));
      if (AXUIElementRef element = CopyElement(pid, bounds)) {
        done = use(element, pid);
        CFRelease(element);
      }
      return true;
    });
    return done;
  }

  static bool Press(AXUIElementRef window, CFStringRef which) {
    CFTypeRef button = nullptr;
    if (AXUIElementCopyAttributeValue(window, which, &button) != kAXErrorSuccess || button == nullptr) return false;
    const bool pressed = AXUIElementPerformAction(static_cast<AXUIElementRef>(button), kAXPressAction) == kAXErrorSuccess;
    CFRelease(button);
    return pressed;
  }
};

}  // namespace

std::unique_ptr<WindowsBackend> OpenWindowsBackend() {
  if (!AXIsProcessTrusted())
    throw Failure{"failed", "no permission to control windows: allow it under Privacy & Security, Accessibility, and start again"};
  return std::make_unique<MacWindows>();
}

}  // namespace steadyhand::desktop
