// Where our own windows show on the screen.
//
// Ours is a window of one of the given processes, with one of the given classes (WM_CLASS), or named by its id. What
// other windows cover of it is not counted, so that a window of ours behind an application hides nothing of it. Errs
// towards too much of ours: shapes of windows above count, translucency does not.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "screen_pixels.h"
#include "screen_server.h"

namespace steadyhand::x11 {

struct OwnSpec {
  std::vector<uint32_t> pids, ids;
  /// Lower case.
  std::vector<std::string> classes;
  bool none() const { return pids.empty() && ids.empty() && classes.empty(); }
};

class OwnWindows {
 public:
  explicit OwnWindows(const Server& server);
  void set(OwnSpec spec);
  /// An event of the root's children; notes that the arrangement of windows has changed.
  void note(const xcb_generic_event_t& event);
  bool stale() const { return stale_; }
  /// Whether anything of ours showed when it was last looked at.
  bool any() const { return !visible_.empty(); }
  /// The parts that show, in root pixels. Asks the server only when windows have moved.
  const std::vector<Rect>& visible();

 private:
  struct Top;
  bool is_ours(const Top& top) const;
  std::vector<Rect> look();
  xcb_atom_t atom(const char* name);

  const Server& server_;
  OwnSpec spec_;
  bool stale_ = true;
  bool shapes_ = false;
  std::vector<Rect> visible_;
  xcb_atom_t pid_ = XCB_NONE, shadow_ = XCB_NONE;
};

}  // namespace steadyhand::x11
