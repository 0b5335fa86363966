// What Windows and macOS have to offer for pictures; the object that JavaScript sees is shared (screen.cc). Not tested.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "input_backend.h"

namespace steadyhand::desktop {

struct Monitor {
  std::string name;
  int x, y, width, height;
  bool primary;
};

class ScreenBackend {
 public:
  virtual ~ScreenBackend() = default;
  virtual std::vector<Monitor> monitors() = 0;
  /// Copies a rectangle as RGBA, alpha 255, without the pointer. Throws Failure.
  virtual void grab(int x, int y, int width, int height, uint8_t* into) = 0;
  virtual void pointer(int& x, int& y) = 0;
};

/// Throws Failure when pictures may not be taken here.
std::unique_ptr<ScreenBackend> OpenScreenBackend();

}  // namespace steadyhand::desktop
