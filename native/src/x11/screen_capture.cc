#include "screen_capture.h"

#include <sys/ipc.h>
#include <sys/shm.h>
#include <xcb/xfixes.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace steadyhand::x11 {

namespace {

constexpr uint32_t kMask = 0xff808080;
/// Rows converted at once where no tiles are hashed.
constexpr int kBand = 64;
/// With more than this part of the tiles drawn to, one large read is faster than many small ones and a copy.
constexpr double kMostTiles = 0.5;

bool Within(const Rect& inner, const Rect& outer) { return Intersection(inner, outer) == inner && !inner.empty(); }

/// Nobody but us is served while this lives; a few milliseconds at most.
class Standstill {
 public:
  explicit Standstill(const Server& server) : server_(server) {
    xcb_grab_server(server.get());
    // Their windows as of now: what was sent before has been worked off, and its events are here.
    server.sync();
  }
  ~Standstill() {
    xcb_ungrab_server(server_.get());
    xcb_flush(server_.get());
  }
  Standstill(const Standstill&) = delete;
  Standstill& operator=(const Standstill&) = delete;

 private:
  const Server& server_;
};

Rect Shifted(const Rect& r, const Rect& origin) {
  return {r.x1 - origin.x1, r.y1 - origin.y1, r.x2 - origin.x1, r.y2 - origin.y1};
}

}  // namespace

Capture::Capture(const Server& server) : server_(server), monitors_(server), own_(server) {
  find_format();
  const auto* shm = xcb_get_extension_data(server.get(), &xcb_shm_id);
  shm_works_ = shm && shm->present && server.reply_to<xcb_shm_query_version_reply_t>(xcb_shm_query_version(server.get()));
  open_damage();
  known_ = monitors();
}

Capture::~Capture() { release(); }

void Capture::find_format() {
  const auto& c = server_.connection();
  const auto* setup = xcb_get_setup(c.get());
  const auto& screen = c.screen();
  for (auto it = xcb_setup_pixmap_formats_iterator(setup); it.rem; xcb_format_next(&it)) {
    if (it.data->depth != screen.root_depth) continue;
    format_.bytes = it.data->bits_per_pixel / 8;
    pad_ = it.data->scanline_pad;
  }
  uint8_t kind = 0xff;
  for (auto depth = xcb_screen_allowed_depths_iterator(&screen); depth.rem; xcb_depth_next(&depth))
    for (auto visual = xcb_depth_visuals_iterator(depth.data); visual.rem; xcb_visualtype_next(&visual))
      if (visual.data->visual_id == screen.root_visual) {
        kind = visual.data->_class;
        format_.red = visual.data->red_mask;
        format_.green = visual.data->green_mask;
        format_.blue = visual.data->blue_mask;
      }
  format_.swapped = setup->image_byte_order != XCB_IMAGE_ORDER_LSB_FIRST;
  const bool colours = kind == XCB_VISUAL_CLASS_TRUE_COLOR || kind == XCB_VISUAL_CLASS_DIRECT_COLOR;
  if (!colours || (format_.bytes != 2 && format_.bytes != 4))
    throw Failure("no_extension", "the display has " + std::to_string(int(screen.root_depth)) +
                                      "-bit pixels of a kind that cannot be read; it needs true colour of 15 bits or more");
}

void Capture::open_damage() {
  auto* c = server_.get();
  const auto* damage = xcb_get_extension_data(c, &xcb_damage_id);
  const auto* fixes = xcb_get_extension_data(c, &xcb_xfixes_id);
  if (!damage || !damage->present || !fixes || !fixes->present) return;
  const auto fixes_version =
      server_.reply_to<xcb_xfixes_query_version_reply_t>(xcb_xfixes_query_version(c, 4, 0));
  const auto version = server_.reply_to<xcb_damage_query_version_reply_t>(xcb_damage_query_version(c, 1, 1));
  if (!version || !fixes_version || fixes_version->major_version < 2) return;
  region_ = xcb_generate_id(c);
  damage_ = xcb_generate_id(c);
  const auto made_region = xcb_xfixes_create_region_checked(c, region_, 0, nullptr);
  const auto made_damage = xcb_damage_create_checked(c, damage_, server_.connection().root(), XCB_DAMAGE_REPORT_LEVEL_NON_EMPTY);
  server_.sync();
  // Both are answered by now: these do not wait.
  const Reply<xcb_generic_error_t> e1(xcb_request_check(c, made_region)), e2(xcb_request_check(c, made_damage));
  if (e1 || e2) damage_ = XCB_NONE;
}

void Capture::release() {
  if (segment_ != XCB_NONE) xcb_shm_detach(server_.get(), segment_);
  if (shared_) shmdt(shared_);
  segment_ = XCB_NONE;
  shared_ = nullptr;
  shared_size_ = 0;
}

void Capture::reserve(size_t bytes) {
  if (!shm_works_ || shared_size_ >= bytes) return;
  release();
  const int id = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
  if (id < 0) {
    shm_works_ = false;
    return;
  }
  void* at = shmat(id, nullptr, 0);
  auto* c = server_.get();
  segment_ = xcb_generate_id(c);
  const auto attached = xcb_shm_attach_checked(c, segment_, uint32_t(id), 0);
  server_.sync();
  // A server on another machine, or in another container, cannot reach our memory.
  const Reply<xcb_generic_error_t> refused(xcb_request_check(c, attached));
  // Gone when both have let go of it, however either of them ends.
  shmctl(id, IPC_RMID, nullptr);
  if (refused || at == reinterpret_cast<void*>(-1)) {
    segment_ = XCB_NONE;
    if (at != reinterpret_cast<void*>(-1)) shmdt(at);
    shm_works_ = false;
    return;
  }
  shared_ = static_cast<uint8_t*>(at);
  shared_size_ = bytes;
}

void Capture::take_events() {
  while (Reply<xcb_generic_event_t> event{xcb_poll_for_event(server_.get())}) own_.note(*event);
  server_.connection().check();
}

std::vector<Monitor> Capture::monitors() {
  monitors_.ask();
  known_ = monitors_.take();
  return known_;
}

std::pair<int, int> Capture::pointer() {
  const auto& c = server_.connection();
  const auto at = server_.reply_to<xcb_query_pointer_reply_t>(xcb_query_pointer(c.get(), c.root()));
  if (!at) throw Failure("failed", "the display does not tell where the pointer is");
  return {at->root_x, at->root_y};
}

std::string Capture::resources() {
  const auto& c = server_.connection();
  const auto text = server_.reply_to<xcb_get_property_reply_t>(
      xcb_get_property(c.get(), 0, c.root(), XCB_ATOM_RESOURCE_MANAGER, XCB_ATOM_STRING, 0, 1 << 16));
  if (!text) return "";
  return {static_cast<const char*>(xcb_get_property_value(text.get())),
          size_t(xcb_get_property_value_length(text.get()))};
}

void Capture::ask_damage() {
  if (!damage()) return;
  auto* c = server_.get();
  xcb_damage_subtract(c, damage_, XCB_NONE, region_);
  damage_asked_ = xcb_xfixes_fetch_region(c, region_).sequence;
}

std::vector<Rect> Capture::take_damage() {
  if (!damage()) return {};
  const auto reply = server_.reply<xcb_xfixes_fetch_region_reply_t>(damage_asked_);
  if (!reply) {
    believed_ = false;
    return {};
  }
  std::vector<Rect> out;
  const auto* r = xcb_xfixes_fetch_region_rectangles(reply.get());
  for (int i = 0; i < xcb_xfixes_fetch_region_rectangles_length(reply.get()); i++)
    out.push_back({r[i].x, r[i].y, r[i].x + r[i].width, r[i].y + r[i].height});
  return out;
}

std::vector<Rect> Capture::masks(const std::vector<Monitor>& monitors, const Rect& rect) {
  std::vector<Rect> out;
  for (const Rect& r : own_.visible())
    if (const Rect cut = Intersection(r, rect); !cut.empty()) out.push_back(cut);
  std::vector<Rect> dark{rect};
  for (const Monitor& m : monitors) {
    std::vector<Rect> left;
    for (const Rect& r : dark) Subtract(r, m.box, left);
    dark = std::move(left);
  }
  out.insert(out.end(), dark.begin(), dark.end());
  return out;
}

/// Whether windows moved since `masks`, and one of ours is, or was, among those on the screen.
bool Capture::ours_moved() {
  if (!own_.stale()) return false;
  const bool before = own_.any();
  return !own_.visible().empty() || before;
}

void Capture::mark(const std::vector<Rect>& rects) {
  if (!last_ || last_->tile == 0) return;
  const Rect& whole = last_->rect;
  const int tile = last_->tile, columns = (whole.width() + tile - 1) / tile;
  for (const Rect& r : rects) {
    const Rect cut = Intersection(r, whole);
    if (cut.empty()) continue;
    const Rect at = Shifted(cut, whole);
    for (int row = at.y1 / tile; row <= (at.y2 - 1) / tile; row++)
      std::fill(dirty_.begin() + row * columns + at.x1 / tile, dirty_.begin() + row * columns + (at.x2 - 1) / tile + 1, 1);
  }
}

size_t Capture::stride(int width) const {
  const size_t bits = size_t(width) * format_.bytes * 8;
  return (bits + pad_ - 1) / pad_ * pad_ / 8;
}

unsigned int Capture::ask_image(const Rect& r, size_t offset) {
  const auto& c = server_.connection();
  const auto x = int16_t(r.x1), y = int16_t(r.y1);
  const auto w = uint16_t(r.width()), h = uint16_t(r.height());
  if (segment_ == XCB_NONE)
    return xcb_get_image(c.get(), XCB_IMAGE_FORMAT_Z_PIXMAP, c.root(), x, y, w, h, ~0u).sequence;
  return xcb_shm_get_image(c.get(), c.root(), x, y, w, h, ~0u, XCB_IMAGE_FORMAT_Z_PIXMAP, segment_, uint32_t(offset))
      .sequence;
}

const uint8_t* Capture::take_image(unsigned int asked, size_t offset) {
  uint8_t error = 0;
  if (segment_ != XCB_NONE) {
    if (server_.reply<xcb_shm_get_image_reply_t>(asked, &error)) return shared_ + offset;
  } else {
    copied_ = server_.reply<xcb_get_image_reply_t>(asked, &error);
    if (copied_) return xcb_get_image_data(copied_.get());
  }
  if (error == XCB_MATCH) throw Failure("display_changed", "the display got another size while a picture was taken");
  throw Failure("failed", "the display refuses to be read (X error " + std::to_string(int(error)) + ")");
}

Grabbed Capture::grab(const Rect& rect, int tile, bool fresh) {
  try {
    return take(rect, tile, fresh);
  } catch (...) {
    // What was drawn to may have been asked for and not been heard: nothing is left to build on.
    last_.reset();
    throw;
  }
}

Grabbed Capture::take(const Rect& rect, int tile, bool fresh) {
  take_events();
  monitors_.ask();
  ask_damage();
  const auto monitors = monitors_.take();
  const auto drawn = take_damage();
  mark(drawn);
  if (monitors != known_) throw Failure("display_changed", "the monitors of the display are arranged in another way now");
  if (!Within(rect, monitors_.root_box())) throw Failure("display_changed", "the display does not reach that far");

  const bool compare = tile > 0 && last_ && last_->rect == rect && last_->tile == tile && last_->masked == masks(monitors, rect);
  if (compare && !fresh && damage() && format_.bytes == 4) {
    const auto count = size_t(std::count(dirty_.begin(), dirty_.end(), 1));
    if (count == 0) return {last_, true, 0};
    if (double(count) <= kMostTiles * double(dirty_.size())) {
      int64_t read = 0;
      const auto before = last_;
      if (auto picture = part(monitors, read)) {
        last_ = picture;
        return {last_, last_ == before, read};
      }
    }
  }
  const auto before = last_;
  auto picture = whole(rect, tile, monitors, compare);
  const bool same = compare && picture == before;
  last_ = std::move(picture);
  return {last_, same, rect.area()};
}

/// Tiles that were drawn to, as rectangles one tile high.
std::vector<Capture::Run> Capture::runs() const {
  const Rect& whole = last_->rect;
  const int tile = last_->tile, columns = (whole.width() + tile - 1) / tile;
  std::vector<Run> out;
  size_t offset = 0;
  for (size_t i = 0; i < dirty_.size(); i++) {
    if (!dirty_[i]) continue;
    const int row = int(i) / columns, column = int(i) % columns;
    int end = column + 1;
    while (end < columns && dirty_[i + 1]) i++, end++;
    const Rect r = Intersection({whole.x1 + column * tile, whole.y1 + row * tile, whole.x1 + end * tile,
                                 whole.y1 + (row + 1) * tile},
                                whole);
    out.push_back({r, offset});
    offset += (stride(r.width()) * r.height() + 63) / 64 * 64;
  }
  return out;
}

/// The last picture with what was drawn to read anew; the last picture itself when that looks as before; null when
/// windows moved meanwhile.
std::shared_ptr<const Picture> Capture::part(const std::vector<Monitor>& monitors, int64_t& read) {
  const auto before = last_;
  const auto parts = runs();
  const int tile = before->tile, width = before->rect.width();
  const int columns = (width + tile - 1) / tile;
  if (segment_ == XCB_NONE) return nullptr;
  if (const Run& end = parts.back(); end.offset + stride(end.rect.width()) * end.rect.height() > shared_size_)
    return nullptr;
  std::vector<unsigned int> asked;
  for (const Run& run : parts) asked.push_back(ask_image(run.rect, run.offset));
  for (size_t i = 0; i < parts.size(); i++) take_image(asked[i], parts[i].offset);
  take_events();
  if (ours_moved()) return nullptr;

  auto hashes = before->hashes;
  for (const Run& run : parts) {
    auto* px = reinterpret_cast<uint32_t*>(shared_ + run.offset);
    const int w = run.rect.width(), h = run.rect.height();
    const size_t step = stride(w) / 4;
    ToRgba(shared_ + run.offset, stride(w), format_, px, step, w, h);
    for (const Rect& m : before->masked)
      if (const Rect cut = Intersection(m, run.rect); !cut.empty()) Fill(px, step, Shifted(cut, run.rect), kMask);
    const Rect at = Shifted(run.rect, before->rect);
    const int count = (w + tile - 1) / tile;
    HashRow(px, step, count, tile, w - (count - 1) * tile, h,
            hashes.data() + (size_t(at.y1 / tile) * columns + at.x1 / tile) * kHashDigits);
    read += run.rect.area();
  }
  std::fill(dirty_.begin(), dirty_.end(), 0);
  if (hashes == before->hashes) return before;

  auto now = std::make_shared<Picture>();
  *now = {before->rect, tile, pool_->take(size_t(before->rect.area()) * 4), std::move(hashes), before->masked};
  std::memcpy(now->block->data(), before->block->data(), size_t(before->rect.area()) * 4);
  auto* out = reinterpret_cast<uint32_t*>(now->block->data());
  for (const Run& run : parts) {
    const Rect at = Shifted(run.rect, before->rect);
    const auto* from = shared_ + run.offset;
    for (int y = 0; y < run.rect.height(); y++)
      std::memcpy(out + size_t(at.y1 + y) * width + at.x1, from + y * stride(run.rect.width()), size_t(run.rect.width()) * 4);
  }
  return now;
}

/// Everything read anew; the last picture itself when it looks the same and may be compared.
std::shared_ptr<const Picture> Capture::whole(const Rect& rect, int tile, const std::vector<Monitor>& monitors,
                                              bool compare) {
  const int width = rect.width(), height = rect.height();
  const size_t step = stride(width);
  reserve(step * height);
  auto masked = masks(monitors, rect);
  const uint8_t* from = take_image(ask_image(rect, 0), 0);
  take_events();
  if (ours_moved()) {
    // Where it was when the picture was taken nobody can say: once more, while everybody else stands still.
    const Standstill standstill(server_);
    take_events();
    masked = masks(monitors, rect);
    from = take_image(ask_image(rect, 0), 0);
  }

  auto now = std::make_shared<Picture>();
  // A band is hashed while it is still in the processor's cache.
  const int band = tile > 0 ? tile : kBand;
  const int columns = tile > 0 ? (width + tile - 1) / tile : 0, rows = (height + band - 1) / band;
  *now = {rect, tile, pool_->take(size_t(rect.area()) * 4), std::string(size_t(columns) * rows * kHashDigits, '0'),
          std::move(masked)};
  auto* out = reinterpret_cast<uint32_t*>(now->block->data());
  for (int row = 0; row < rows; row++) {
    const int y = row * band, h = std::min(band, height - y);
    uint32_t* px = out + size_t(y) * width;
    ToRgba(from + y * step, step, format_, px, width, width, h);
    const Rect here{rect.x1, rect.y1 + y, rect.x2, rect.y1 + y + h};
    for (const Rect& m : now->masked)
      if (const Rect cut = Intersection(m, here); !cut.empty()) Fill(px, width, Shifted(cut, here), kMask);
    if (columns > 0)
      HashRow(px, width, columns, tile, width - (columns - 1) * tile, h,
              now->hashes.data() + size_t(row) * columns * kHashDigits);
  }
  copied_.reset();
  if (compare && last_->masked == now->masked) {
    check_damage(*now);
    if (now->hashes == last_->hashes) return last_;
  } else {
    dirty_.assign(size_t(columns) * rows, 0);
  }
  return now;
}

/// Compares what changed with what XDamage said was drawn to; what it says now belongs to the next picture.
void Capture::check_damage(const Picture& now) {
  const auto said = std::exchange(dirty_, std::vector<uint8_t>(dirty_.size(), 0));
  if (!damage()) return;
  const auto unsaid = [&](size_t i) {
    return !said[i] && !dirty_[i] &&
           now.hashes.compare(i * kHashDigits, kHashDigits, last_->hashes, i * kHashDigits, kHashDigits) != 0;
  };
  bool any = false;
  for (size_t i = 0; i < said.size() && !any; i++) any = unsaid(i);
  if (!any) return;
  // It may have been drawn between the question and the picture; then the server says so now.
  ask_damage();
  mark(take_damage());
  for (size_t i = 0; i < said.size(); i++)
    if (unsaid(i)) believed_ = false;
}

}  // namespace steadyhand::x11
