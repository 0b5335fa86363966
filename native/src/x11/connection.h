// A connection to an X server that reports its loss instead of ending the process, as Xlib would.
#pragma once
#include <xcb/xcb.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

namespace steadyhand::x11 {

/// Carries a NativeErrorCode to the JavaScript side.
struct Failure : std::runtime_error {
  Failure(const char* code, const std::string& message) : std::runtime_error(message), code(code) {}
  const char* code;
};

struct Free {
  void operator()(void* p) const { std::free(p); }
};
/// A reply that frees itself.
template <typename T>
using Reply = std::unique_ptr<T, Free>;

class Connection {
 public:
  /// Throws Failure no_display.
  explicit Connection(const std::string& display);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  xcb_connection_t* get() const { return c_; }
  xcb_window_t root() const { return screen_->root; }
  const xcb_screen_t& screen() const { return *screen_; }
  bool lost() const { return xcb_connection_has_error(c_) != 0; }
  /// Throws Failure display_lost when the server has gone.
  void check() const;
  /// Throws Failure no_extension.
  void require(xcb_extension_t* extension, const char* name) const;

 private:
  std::string display_;
  xcb_connection_t* c_;
  const xcb_screen_t* screen_;
};

}  // namespace steadyhand::x11
