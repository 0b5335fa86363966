// Input of macOS: CGEventPost out, a listen-only event tap in. UNTESTED AND NOT COMPILED HERE: written to Apple's
// documentation of Quartz Event Services; the first build on a Mac is expected to need corrections.
//
// Ours carries a marker in kCGEventSourceUserData, by which the tap tells it from the person's. Without the permission
// "Accessibility" events are dropped silently, so it is asked for before anything else; the tap needs "Input Monitoring".
#import <ApplicationServices/ApplicationServices.h>
#import <CoreGraphics/CoreGraphics.h>

#include <future>
#include <thread>

#include "../desktop/input_backend.h"
#include "display_scale.h"

namespace steadyhand::desktop {

namespace {

constexpr int64_t kOurs = 0x5EADC0DE;

Origin OriginOf(CGEventRef event) {
  if (CGEventGetIntegerValueField(event, kCGEventSourceUserData) == kOurs) return Origin::Ours;
  // Hardware has no process behind it.
  return CGEventGetIntegerValueField(event, kCGEventSourceUnixProcessID) == 0 ? Origin::Person : Origin::Program;
}

CGEventFlags FlagOf(int code) {
  switch (code) {
    case 0x37: case 0x36: return kCGEventFlagMaskCommand;
    case 0x38: case 0x3C: return kCGEventFlagMaskShift;
    case 0x3A: case 0x3D: return kCGEventFlagMaskAlternate;
    case 0x3B: case 0x3E: return kCGEventFlagMaskControl;
    default: return CGEventFlags(0);
  }
}

class MacInput final : public InputBackend {
 public:
  MacInput() : source_(CGEventSourceCreate(kCGEventSourceStatePrivate)) {
    CGEventSourceSetUserData(source_, kOurs);
    // By default the system holds the person's own input back for 0.25 s after ours.
    CGEventSourceSetLocalEventsSuppressionInterval(source_, 0);
  }
  ~MacInput() override {
    unwatch();
    CFRelease(source_);
  }

  void key(int code, bool down) override {
    // Modifiers are not derived from keys that are down: each event says which it is under.
    flags_ = down ? CGEventFlags(flags_ | FlagOf(code)) : CGEventFlags(flags_ & ~FlagOf(code));
    CGEventRef event = CGEventCreateKeyboardEvent(source_, CGKeyCode(code), down);
    CGEventSetFlags(event, flags_);
    post(event);
  }

  void button(int button, bool down) override {
    const CGMouseButton which = button == 1 ? kCGMouseButtonLeft : button == 3 ? kCGMouseButtonRight : kCGMouseButtonCenter;
    const CGEventType type = button == 1   ? (down ? kCGEventLeftMouseDown : kCGEventLeftMouseUp)
                             : button == 3 ? (down ? kCGEventRightMouseDown : kCGEventRightMouseUp)
                                           : (down ? kCGEventOtherMouseDown : kCGEventOtherMouseUp);
    const CGPoint at = where();
    if (down) {
      // A double click is one because the event says so.
      const CFAbsoluteTime now = CFAbsoluteTimeGetCurrent();
      const bool again = button == last_button_ && now - last_press_ < 0.5 && fabs(at.x - last_at_.x) < 4 && fabs(at.y - last_at_.y) < 4;
      clicks_ = again ? clicks_ + 1 : 1;
      last_button_ = button;
      last_press_ = now;
      last_at_ = at;
      held_ = button;
    } else {
      held_ = 0;
    }
    CGEventRef event = CGEventCreateMouseEvent(source_, type, at, which);
    if (button > 3) CGEventSetIntegerValueField(event, kCGMouseEventButtonNumber, button - 5);  // 8 and 9 are 3 and 4 here.
    CGEventSetIntegerValueField(event, kCGMouseEventClickState, clicks_);
    CGEventSetFlags(event, flags_);
    post(event);
  }

  void wheel(int button) override {
    const int32_t vertical = button == 4 ? 1 : button == 5 ? -1 : 0;
    const int32_t horizontal = button == 6 ? 1 : button == 7 ? -1 : 0;
    CGEventRef event = CGEventCreateScrollWheelEvent(source_, kCGScrollEventUnitLine, 2, vertical, horizontal);
    CGEventSetFlags(event, flags_);
    post(event);
  }

  void move(int x, int y) override {
    const CGPoint to = PointsOf(x, y);
    const CGEventType type = held_ == 1 ? kCGEventLeftMouseDragged
                             : held_ == 3 ? kCGEventRightMouseDragged
                             : held_ != 0 ? kCGEventOtherMouseDragged
                                          : kCGEventMouseMoved;
    CGEventRef event = CGEventCreateMouseEvent(source_, type, to, held_ == 3 ? kCGMouseButtonRight : kCGMouseButtonLeft);
    CGEventSetFlags(event, flags_);
    post(event);
  }

  void unicode(char32_t character) override {
    if (character == U'\n' || character == U'\t') {
      const int code = character == U'\n' ? 0x24 : 0x30;  // kVK_Return, kVK_Tab
      key(code, true);
      key(code, false);
      return;
    }
    UniChar units[2];
    UniCharCount count = 1;
    if (character >= 0x10000) {
      units[0] = UniChar(0xD800 + ((character - 0x10000) >> 10));
      units[1] = UniChar(0xDC00 + ((character - 0x10000) & 0x3FF));
      count = 2;
    } else {
      units[0] = UniChar(character);
    }
    for (const bool down : {true, false}) {
      CGEventRef event = CGEventCreateKeyboardEvent(source_, 0, down);
      CGEventSetFlags(event, CGEventFlags(0));
      CGEventKeyboardSetUnicodeString(event, count, units);
      post(event);
    }
  }

  bool hasFocus(int64_t window) override {
    // The first window of the layer of documents is the one in front; its owner has to be the active application.
    CFArrayRef list = CGWindowListCopyWindowInfo(kCGWindowListOptionOnScreenOnly | kCGWindowListExcludeDesktopElements, kCGNullWindowID);
    bool front = false;
    for (CFIndex i = 0; list != nullptr && i < CFArrayGetCount(list); i++) {
      const auto info = static_cast<CFDictionaryRef>(CFArrayGetValueAtIndex(list, i));
      int64_t layer = 1, number = 0;
      if (const auto v = static_cast<CFNumberRef>(CFDictionaryGetValue(info, kCGWindowLayer))) CFNumberGetValue(v, kCFNumberSInt64Type, &layer);
      if (layer != 0) continue;
      if (const auto v = static_cast<CFNumberRef>(CFDictionaryGetValue(info, kCGWindowNumber))) CFNumberGetValue(v, kCFNumberSInt64Type, &number);
      front = number == window;
      break;
    }
    if (list != nullptr) CFRelease(list);
    return front;
  }

  void watch(std::function<void(const Seen&)> see) override {
    unwatch();
    see_ = std::move(see);
    std::promise<bool> started;
    auto ready = started.get_future();
    thread_ = std::thread([this, &started] {
      const CGEventMask mask = CGEventMaskBit(kCGEventKeyDown) | CGEventMaskBit(kCGEventKeyUp) | CGEventMaskBit(kCGEventFlagsChanged) |
                               CGEventMaskBit(kCGEventLeftMouseDown) | CGEventMaskBit(kCGEventRightMouseDown) |
                               CGEventMaskBit(kCGEventOtherMouseDown) | CGEventMaskBit(kCGEventMouseMoved) |
                               CGEventMaskBit(kCGEventLeftMouseDragged) | CGEventMaskBit(kCGEventRightMouseDragged) |
                               CGEventMaskBit(kCGEventOtherMouseDragged) | CGEventMaskBit(kCGEventScrollWheel);
      tap_ = CGEventTapCreate(kCGSessionEventTap, kCGHeadInsertEventTap, kCGEventTapOptionListenOnly, mask, OnEvent, this);
      if (tap_ == nullptr) {
        started.set_value(false);
        return;
      }
      CFRunLoopSourceRef source = CFMachPortCreateRunLoopSource(nullptr, tap_, 0);
      loop_ = CFRunLoopGetCurrent();
      CFRunLoopAddSource(loop_, source, kCFRunLoopCommonModes);
      CGEventTapEnable(tap_, true);
      started.set_value(true);
      CFRunLoopRun();
      CFRelease(source);
      CFRelease(tap_);
      tap_ = nullptr;
    });
    if (ready.get()) return;
    thread_.join();
    throw Failure{"failed", "no permission to watch input: allow it under Privacy & Security, Input Monitoring"};
  }

  void unwatch() override {
    if (!thread_.joinable()) return;
    CFRunLoopStop(loop_);
    thread_.join();
  }

 private:
  static CGEventRef OnEvent(CGEventTapProxy, CGEventType type, CGEventRef event, void* self) {
    auto* input = static_cast<MacInput*>(self);
    if (type == kCGEventTapDisabledByTimeout || type == kCGEventTapDisabledByUserInput) {
      CGEventTapEnable(input->tap_, true);
      return event;
    }
    Seen seen{Kind::Button, OriginOf(event), 0, true};
    const CGPoint at = CGEventGetLocation(event);
    PixelsOf(at, seen.x, seen.y);
    switch (type) {
      case kCGEventKeyDown:
      case kCGEventKeyUp:
        seen.kind = Kind::Key;
        seen.code = int(CGEventGetIntegerValueField(event, kCGKeyboardEventKeycode));
        seen.down = type == kCGEventKeyDown;
        break;
      case kCGEventFlagsChanged:
        seen.kind = Kind::Key;
        seen.code = int(CGEventGetIntegerValueField(event, kCGKeyboardEventKeycode));
        seen.down = (CGEventGetFlags(event) & FlagOf(seen.code)) != 0;
        break;
      case kCGEventScrollWheel:
        seen.kind = Kind::Wheel;
        break;
      case kCGEventLeftMouseDown:
      case kCGEventRightMouseDown:
      case kCGEventOtherMouseDown:
        break;
      default:
        seen.kind = Kind::Motion;
    }
    input->see_(seen);
    return event;
  }

  CGPoint where() {
    CGEventRef now = CGEventCreate(nullptr);
    const CGPoint at = CGEventGetLocation(now);
    CFRelease(now);
    return at;
  }

  static void post(CGEventRef event) {
    CGEventPost(kCGHIDEventTap, event);
    CFRelease(event);
  }

  CGEventSourceRef source_;
  CGEventFlags flags_ = CGEventFlags(0);
  int held_ = 0, last_button_ = 0;
  int64_t clicks_ = 1;
  CFAbsoluteTime last_press_ = 0;
  CGPoint last_at_{};
  std::function<void(const Seen&)> see_;
  std::thread thread_;
  CFMachPortRef tap_ = nullptr;
  CFRunLoopRef loop_ = nullptr;
};

}  // namespace

std::unique_ptr<InputBackend> OpenInputBackend() {
  if (!CGPreflightPostEventAccess()) {
    CGRequestPostEventAccess();  // Opens the question of the system once; the answer counts from the next start.
    throw Failure{"failed", "no permission to send input: allow it under Privacy & Security, Accessibility, and start again"};
  }
  return std::make_unique<MacInput>();
}

}  // namespace steadyhand::desktop
