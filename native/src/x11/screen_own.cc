#include "screen_own.h"

#include <xcb/shape.h>

#include <algorithm>
#include <cctype>
#include <cstring>

namespace steadyhand::x11 {

/// A child of the root window and, where a window manager put a frame around it, what is inside.
struct OwnWindows::Top {
  xcb_window_t id;
  Rect box{0, 0, 0, 0};
  int border = 0;
  bool shown = false;
  std::vector<xcb_window_t> family;
  std::vector<uint32_t> pids;
  std::vector<std::string> classes;
  /// Left, right, top, bottom of the invisible shadow that client-side decorations draw.
  uint32_t shadow[4] = {0, 0, 0, 0};
  std::vector<Rect> shape;
};

namespace {

constexpr uint32_t kLongest = 64;

std::vector<std::string> ClassesOf(const xcb_get_property_reply_t& reply) {
  std::vector<std::string> out;
  if (reply.format != 8) return out;
  const char* at = static_cast<const char*>(xcb_get_property_value(&reply));
  const char* end = at + xcb_get_property_value_length(&reply);
  while (at < end) {
    const char* stop = std::find(at, end, '\0');
    std::string name(at, stop);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    out.push_back(std::move(name));
    at = stop + 1;
  }
  return out;
}

std::vector<uint32_t> NumbersOf(const xcb_get_property_reply_t& reply) {
  if (reply.format != 32) return {};
  const auto* at = static_cast<const uint32_t*>(xcb_get_property_value(&reply));
  return {at, at + xcb_get_property_value_length(&reply) / 4};
}

template <typename T>
bool Has(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

OwnWindows::OwnWindows(const Server& server) : server_(server) {
  const auto& c = server.connection();
  const uint32_t mask = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
  xcb_change_window_attributes(c.get(), c.root(), XCB_CW_EVENT_MASK, &mask);
  const auto* shape = xcb_get_extension_data(c.get(), &xcb_shape_id);
  shapes_ = shape && shape->present;
  pid_ = atom("_NET_WM_PID");
  shadow_ = atom("_GTK_FRAME_EXTENTS");
}

xcb_atom_t OwnWindows::atom(const char* name) {
  const auto reply = server_.reply_to<xcb_intern_atom_reply_t>(
      xcb_intern_atom(server_.get(), 0, uint16_t(std::strlen(name)), name));
  return reply ? reply->atom : xcb_atom_t(XCB_NONE);
}

void OwnWindows::set(OwnSpec spec) {
  spec_ = std::move(spec);
  stale_ = true;
}

void OwnWindows::note(const xcb_generic_event_t& event) {
  switch (event.response_type & 0x7f) {
    case XCB_MAP_NOTIFY:
    case XCB_UNMAP_NOTIFY:
    case XCB_CONFIGURE_NOTIFY:
    case XCB_REPARENT_NOTIFY:
    case XCB_DESTROY_NOTIFY:
    case XCB_CIRCULATE_NOTIFY:
      stale_ = true;
  }
}

const std::vector<Rect>& OwnWindows::visible() {
  if (!stale_) return visible_;
  // What happens while we look makes the answer stale again.
  stale_ = false;
  visible_ = spec_.none() ? std::vector<Rect>{} : look();
  return visible_;
}

bool OwnWindows::is_ours(const Top& top) const {
  return std::any_of(top.family.begin(), top.family.end(), [&](auto w) { return Has(spec_.ids, w); }) ||
         std::any_of(top.pids.begin(), top.pids.end(), [&](auto p) { return Has(spec_.pids, p); }) ||
         std::any_of(top.classes.begin(), top.classes.end(), [&](const auto& n) { return Has(spec_.classes, n); });
}

std::vector<Rect> OwnWindows::look() {
  const auto& server = server_;
  auto* c = server.get();
  const auto tree = server.reply_to<xcb_query_tree_reply_t>(xcb_query_tree(c, server.connection().root()));
  if (!tree) return {};
  std::vector<Top> tops;
  const auto* children = xcb_query_tree_children(tree.get());
  for (int i = 0; i < xcb_query_tree_children_length(tree.get()); i++) {
    Top top;
    top.id = children[i];
    tops.push_back(std::move(top));
  }

  // Each round sends its questions for all windows before it waits for the first answer.
  std::vector<unsigned int> asked;
  for (const Top& top : tops) {
    asked.push_back(xcb_get_window_attributes(c, top.id).sequence);
    asked.push_back(xcb_get_geometry(c, top.id).sequence);
    asked.push_back(xcb_query_tree(c, top.id).sequence);
  }
  auto next = asked.begin();
  for (Top& top : tops) {
    const auto attributes = server.reply<xcb_get_window_attributes_reply_t>(*next++);
    const auto at = server.reply<xcb_get_geometry_reply_t>(*next++);
    const auto inside = server.reply<xcb_query_tree_reply_t>(*next++);
    if (!attributes || !at || attributes->map_state != XCB_MAP_STATE_VIEWABLE ||
        attributes->_class != XCB_WINDOW_CLASS_INPUT_OUTPUT)
      continue;
    top.shown = true;
    top.border = at->border_width;
    top.box = {at->x, at->y, at->x + at->width + 2 * top.border, at->y + at->height + 2 * top.border};
    top.family.push_back(top.id);
    if (!inside) continue;
    const auto* first = xcb_query_tree_children(inside.get());
    top.family.insert(top.family.end(), first, first + xcb_query_tree_children_length(inside.get()));
  }
  std::erase_if(tops, [](const Top& top) { return !top.shown; });

  asked.clear();
  for (const Top& top : tops) {
    for (const xcb_window_t w : top.family) {
      asked.push_back(xcb_get_property(c, 0, w, pid_, XCB_ATOM_CARDINAL, 0, 1).sequence);
      asked.push_back(xcb_get_property(c, 0, w, XCB_ATOM_WM_CLASS, XCB_ATOM_STRING, 0, kLongest).sequence);
      asked.push_back(xcb_get_property(c, 0, w, shadow_, XCB_ATOM_CARDINAL, 0, 4).sequence);
    }
    if (shapes_) asked.push_back(xcb_shape_get_rectangles(c, top.id, XCB_SHAPE_SK_BOUNDING).sequence);
  }
  next = asked.begin();
  for (Top& top : tops) {
    for (size_t i = 0; i < top.family.size(); i++) {
      if (const auto pid = server.reply<xcb_get_property_reply_t>(*next++))
        for (const uint32_t n : NumbersOf(*pid)) top.pids.push_back(n);
      if (const auto name = server.reply<xcb_get_property_reply_t>(*next++))
        for (auto& n : ClassesOf(*name)) top.classes.push_back(std::move(n));
      if (const auto shadow = server.reply<xcb_get_property_reply_t>(*next++)) {
        const auto n = NumbersOf(*shadow);
        if (n.size() == 4) std::copy(n.begin(), n.end(), top.shadow);
      }
    }
    if (!shapes_) continue;
    if (const auto shape = server.reply<xcb_shape_get_rectangles_reply_t>(*next++)) {
      const auto* r = xcb_shape_get_rectangles_rectangles(shape.get());
      const int n = xcb_shape_get_rectangles_rectangles_length(shape.get());
      const int dx = top.box.x1 + top.border, dy = top.box.y1 + top.border;
      for (int i = 0; i < n; i++)
        top.shape.push_back({dx + r[i].x, dy + r[i].y, dx + r[i].x + r[i].width, dy + r[i].y + r[i].height});
    }
  }

  // From the bottom up: what is above takes away from what is ours below.
  std::vector<Rect> ours;
  for (const Top& top : tops) {
    const bool own = is_ours(top);
    Rect limit = top.box;
    if (!own)
      limit = {limit.x1 + int(top.shadow[0]), limit.y1 + int(top.shadow[2]), limit.x2 - int(top.shadow[1]),
               limit.y2 - int(top.shadow[3])};
    std::vector<Rect> parts;
    if (shapes_) {
      for (const Rect& r : top.shape)
        if (const Rect cut = Intersection(r, limit); !cut.empty()) parts.push_back(cut);
    } else {
      parts.push_back(limit);
    }
    for (const Rect& part : parts) {
      std::vector<Rect> left;
      for (const Rect& r : ours) Subtract(r, part, left);
      ours = std::move(left);
    }
    if (own) ours.insert(ours.end(), parts.begin(), parts.end());
  }
  return ours;
}

}  // namespace steadyhand::x11
