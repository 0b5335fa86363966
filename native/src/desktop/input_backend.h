// What Windows and macOS have to offer for input; the rest is shared (player.h, watch_rules.h, input.cc).
//
// Not tested: there is no machine of either kind here. The Windows part is compiled by a cross compiler.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace steadyhand::desktop {

/// Carries a NativeErrorCode to the JavaScript side.
struct Failure {
  const char* code;
  std::string message;
};

enum class Origin { Ours, Person, Program };
enum class Kind { Key, Button, Motion, Wheel };

/// One event of the whole desktop, as the watch sees it.
struct Seen {
  Kind kind;
  Origin origin;
  /// Virtual key, for keys.
  int code = 0;
  bool down = false;
  /// Where the pointer is, for motion.
  int x = 0, y = 0;
};

class InputBackend {
 public:
  virtual ~InputBackend() = default;
  /// A virtual key of the platform.
  virtual void key(int code, bool down) = 0;
  /// 1 left, 2 middle, 3 right, 8 back, 9 forward.
  virtual void button(int button, bool down) = 0;
  /// 4 up, 5 down, 6 left, 7 right; one notch.
  virtual void wheel(int button) = 0;
  /// Physical pixels of the whole desktop.
  virtual void move(int x, int y) = 0;
  /// Types one character, whatever the layout.
  virtual void unicode(char32_t character) = 0;
  /// Whether this window has the keyboard.
  virtual bool hasFocus(int64_t window) = 0;
  /// Calls `see` for every event of the desktop, on a thread of its own, until `unwatch`. Throws Failure.
  virtual void watch(std::function<void(const Seen&)> see) = 0;
  virtual void unwatch() = 0;
};

/// Throws Failure when this process may not send input here.
std::unique_ptr<InputBackend> OpenInputBackend();

}  // namespace steadyhand::desktop
