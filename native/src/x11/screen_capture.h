// Pictures of the root window: shared memory where the server offers it, and only what was drawn to where it tells.
//
// XDamage narrows the work and is not the truth: a picture may be asked for `fresh`, which reads everything, and every
// such picture checks what XDamage said in between. A server that draws without saying so is not believed again.
#pragma once
#include <xcb/damage.h>
#include <xcb/shm.h>

#include "screen_memory.h"
#include "screen_monitors.h"
#include "screen_own.h"
#include "screen_pixels.h"
#include "screen_server.h"

namespace steadyhand::x11 {

struct Picture {
  Rect rect;
  /// Edge of a tile; 0 for a picture without hashes.
  int tile;
  std::shared_ptr<Block> block;
  /// kHashDigits a tile, row by row.
  std::string hashes;
  /// Filled flat: our own windows, and what no monitor shows. Root pixels.
  std::vector<Rect> masked;
};

struct Grabbed {
  /// The picture before, when nothing has changed since.
  std::shared_ptr<const Picture> picture;
  bool same;
  /// Pixels that were read from the server for it.
  int64_t read;
};

class Capture {
 public:
  /// Throws Failure no_extension when the display's pixels are of a kind that cannot be read.
  explicit Capture(const Server& server);
  ~Capture();
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;

  /// The monitors; from now on `grab` expects them to be arranged so.
  std::vector<Monitor> monitors();
  void set_own(OwnSpec spec) { own_.set(std::move(spec)); }
  /// A `tile` of 0 hashes nothing, and the picture is not compared with the one before.
  /// Throws Failure display_changed when the monitors are not those of the last `monitors`, or the rectangle lies
  /// outside of the root window.
  Grabbed grab(const Rect& rect, int tile, bool fresh);
  std::pair<int, int> pointer();
  /// The resources of the root window (Xft.dpi and others), as text.
  std::string resources();

  const Pool& pool() const { return *pool_; }
  bool shared_memory() const { return segment_ != XCB_NONE; }
  bool damage() const { return damage_ != XCB_NONE && believed_; }

 private:
  struct Run {
    Rect rect;
    size_t offset;
  };
  Grabbed take(const Rect& rect, int tile, bool fresh);
  void find_format();
  void open_damage();
  void reserve(size_t bytes);
  void release();
  void take_events();
  void ask_damage();
  std::vector<Rect> take_damage();
  std::vector<Rect> masks(const std::vector<Monitor>& monitors, const Rect& rect);
  bool ours_moved();
  void mark(const std::vector<Rect>& rects);
  size_t stride(int width) const;
  unsigned int ask_image(const Rect& rect, size_t offset);
  /// Pixels of a rectangle that was asked for; valid until the next request.
  const uint8_t* take_image(unsigned int asked, size_t offset);
  std::vector<Run> runs() const;
  std::shared_ptr<const Picture> part(const std::vector<Monitor>& monitors, int64_t& read);
  std::shared_ptr<const Picture> whole(const Rect& rect, int tile, const std::vector<Monitor>& monitors, bool compare);
  void check_damage(const Picture& now);

  const Server& server_;
  Monitors monitors_;
  OwnWindows own_;
  std::vector<Monitor> known_;
  PixelFormat format_;
  int pad_ = 32;
  xcb_shm_seg_t segment_ = XCB_NONE;
  uint8_t* shared_ = nullptr;
  size_t shared_size_ = 0;
  bool shm_works_ = false;
  Reply<xcb_get_image_reply_t> copied_;
  xcb_damage_damage_t damage_ = XCB_NONE;
  xcb_xfixes_region_t region_ = XCB_NONE;
  unsigned int damage_asked_ = 0;
  bool believed_ = true;
  std::shared_ptr<Pool> pool_ = std::make_shared<Pool>();
  std::shared_ptr<const Picture> last_;
  /// Tiles of the last picture that were drawn to since; all of them when nobody can tell.
  std::vector<uint8_t> dirty_;
};

}  // namespace steadyhand::x11
