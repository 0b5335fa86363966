#include "screen_monitors.h"

#include <sys/uio.h>
#include <xcb/randr.h>
#include <xcb/xcbext.h>

namespace steadyhand::x11 {

namespace {

// Xinerama has one request that matters here; its library is on few systems.
xcb_extension_t xinerama_id = {const_cast<char*>("XINERAMA"), 0};
constexpr uint8_t kQueryScreens = 5;
struct QueryScreens {
  uint8_t major, minor;
  uint16_t length;
};
struct QueryScreensReply {
  uint8_t type, pad;
  uint16_t sequence;
  uint32_t length, number;
  uint8_t pad2[20];
};
struct ScreenInfo {
  int16_t x, y;
  uint16_t width, height;
};

unsigned int AskXinerama(xcb_connection_t* c) {
  const xcb_protocol_request_t request = {2, &xinerama_id, kQueryScreens, 0};
  QueryScreens out{};
  iovec parts[4] = {};
  parts[2] = {&out, sizeof out};
  parts[3] = {nullptr, 0};
  return xcb_send_request(c, XCB_REQUEST_CHECKED, parts + 2, &request);
}

}  // namespace

Monitors::Monitors(const Server& server) : server_(server) {
  const auto* randr = xcb_get_extension_data(server.get(), &xcb_randr_id);
  const auto* xinerama = xcb_get_extension_data(server.get(), &xinerama_id);
  if (randr && randr->present) {
    const auto version =
        server.reply_to<xcb_randr_query_version_reply_t>(xcb_randr_query_version(server.get(), 1, 5));
    if (version && (version->major_version > 1 || version->minor_version >= 5)) by_ = By::randr;
  }
  if (by_ == By::root && xinerama && xinerama->present) by_ = By::xinerama;
}

void Monitors::ask() {
  const auto& c = server_.connection();
  geometry_ = xcb_get_geometry(c.get(), c.root());
  if (by_ == By::randr) asked_ = xcb_randr_get_monitors(c.get(), c.root(), 1).sequence;
  if (by_ == By::xinerama) asked_ = AskXinerama(c.get());
}

std::vector<Monitor> Monitors::root() const { return {{"screen", root_, true}}; }

std::vector<Monitor> Monitors::take() {
  if (const auto at = server_.reply_to<xcb_get_geometry_reply_t>(geometry_)) root_ = {0, 0, at->width, at->height};
  std::vector<Monitor> out;
  if (by_ == By::randr) {
    const auto reply = server_.reply<xcb_randr_get_monitors_reply_t>(asked_);
    if (!reply) return root();
    for (auto it = xcb_randr_get_monitors_monitors_iterator(reply.get()); it.rem; xcb_randr_monitor_info_next(&it)) {
      const auto& m = *it.data;
      const Rect box = Intersection({m.x, m.y, m.x + m.width, m.y + m.height}, root_);
      if (!box.empty()) out.push_back({name_of(m.name), box, m.primary != 0});
    }
  } else if (by_ == By::xinerama) {
    const auto reply = server_.reply<QueryScreensReply>(asked_);
    if (!reply) return root();
    const auto* infos = reinterpret_cast<const ScreenInfo*>(reply.get() + 1);
    for (uint32_t i = 0; i < reply->number && (i + 1) * sizeof(ScreenInfo) <= reply->length * 4; i++) {
      const auto& s = infos[i];
      const Rect box = Intersection({s.x, s.y, s.x + s.width, s.y + s.height}, root_);
      if (!box.empty()) out.push_back({"screen-" + std::to_string(i), box, i == 0});
    }
  }
  return out.empty() ? root() : out;
}

std::string Monitors::name_of(xcb_atom_t atom) {
  for (const auto& [known, name] : names_)
    if (known == atom) return name;
  const auto reply =
      server_.reply_to<xcb_get_atom_name_reply_t>(xcb_get_atom_name(server_.get(), atom));
  std::string name = reply ? std::string(xcb_get_atom_name_name(reply.get()), xcb_get_atom_name_name_length(reply.get()))
                           : "monitor-" + std::to_string(atom);
  names_.emplace_back(atom, name);
  return name;
}

}  // namespace steadyhand::x11
