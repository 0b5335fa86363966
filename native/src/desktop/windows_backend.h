// What Windows and macOS know of windows and do with them (native/types.ts, NativeWindows). Not tested.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "input_backend.h"

namespace steadyhand::desktop {

struct Box {
  int x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

struct Window {
  int64_t id = 0;
  std::string title, app, executable;
  int pid = 0;
  /// With decorations, and what the program draws in. Physical pixels of the whole desktop.
  Box box, client;
  bool active = false, minimised = false, maximised = false, fullscreen = false, above = false, modal = false;
  int64_t owner = 0;
};

enum class Verb { Focus, Close, Raise, Minimise, Maximise, Restore };

class WindowsBackend {
 public:
  virtual ~WindowsBackend() = default;
  /// Front to back.
  virtual std::vector<Window> list() = 0;
  /// Asks; whether it was done is seen by looking. False when the system refuses at once.
  virtual bool act(int64_t id, Verb verb) = 0;
  virtual bool move(int64_t id, const Box& box) = 0;
  /// 1 when the program works off its events, 0 when not, -1 when nobody can tell.
  virtual int answers(int64_t id, int timeout_ms) = 0;
};

/// Throws Failure when windows may not be controlled here.
std::unique_ptr<WindowsBackend> OpenWindowsBackend();

}  // namespace steadyhand::desktop
