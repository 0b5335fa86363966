// Which monitors the root window is shown on.
#pragma once
#include <string>
#include <vector>

#include "screen_pixels.h"
#include "screen_server.h"

namespace steadyhand::x11 {

struct Monitor {
  std::string name;
  Rect box;
  bool primary;
  bool operator==(const Monitor&) const = default;
};

/// Lists monitors by RandR 1.5, else by Xinerama, else the root window as one. Asked anew each time.
class Monitors {
 public:
  explicit Monitors(const Server& server);
  /// Sends the questions; `take` collects the answers. Split so that they travel together with others.
  void ask();
  std::vector<Monitor> take();

 private:
  enum class By { randr, xinerama, root };
  std::string name_of(xcb_atom_t atom);
  std::vector<Monitor> root() const;

  const Server& server_;
  By by_ = By::root;
  unsigned int asked_ = 0;
  xcb_get_geometry_cookie_t geometry_{};
  std::vector<std::pair<xcb_atom_t, std::string>> names_;
  Rect root_{0, 0, 0, 0};

 public:
  /// The size of the root window as of the last `take`.
  const Rect& root_box() const { return root_; }
};

}  // namespace steadyhand::x11
