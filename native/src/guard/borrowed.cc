#include "borrowed.h"

#include <string_view>

namespace steadyhand::guard {

namespace {

using x11::Connection;
using x11::Reply;

// As electron/actions/drivers/x11-borrowed.ts writes it; docs/native.md describes it.
constexpr std::string_view kNote = "_STEADYHAND_BORROWED_ROWS";
constexpr uint32_t kMostColumns = 32;
// In 4-byte units: every key of a keyboard with the most columns.
constexpr uint32_t kLongestNote = 256 * (kMostColumns + 1);

xcb_atom_t NoteAtom(const Connection& x) {
  const auto cookie = xcb_intern_atom(x.get(), 0, static_cast<uint16_t>(kNote.size()), kNote.data());
  const Reply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(x.get(), cookie, nullptr));
  return reply ? reply->atom : static_cast<xcb_atom_t>(XCB_ATOM_NONE);
}

/// Whether the key still types the character that we put on it.
bool Holds(const Connection& x, xcb_keycode_t keycode, uint32_t lent) {
  const auto cookie = xcb_get_keyboard_mapping(x.get(), keycode, 1);
  const Reply<xcb_get_keyboard_mapping_reply_t> reply(xcb_get_keyboard_mapping_reply(x.get(), cookie, nullptr));
  if (!reply || xcb_get_keyboard_mapping_keysyms_length(reply.get()) < 1) return false;
  return lent != 0 && xcb_get_keyboard_mapping_keysyms(reply.get())[0] == lent;
}

}  // namespace

std::vector<uint32_t> ReadNote(const Connection& x) {
  const auto cookie = xcb_get_property(x.get(), 0, x.root(), NoteAtom(x), XCB_ATOM_CARDINAL, 0, kLongestNote);
  const Reply<xcb_get_property_reply_t> reply(xcb_get_property_reply(x.get(), cookie, nullptr));
  if (!reply || reply->format != 32) return {};
  const auto* numbers = static_cast<const uint32_t*>(xcb_get_property_value(reply.get()));
  return {numbers, numbers + xcb_get_property_value_length(reply.get()) / sizeof(uint32_t)};
}

void GiveBack(const Connection& x, const std::vector<uint32_t>& note) {
  if (note.empty()) return;
  auto* c = x.get();
  const auto* setup = xcb_get_setup(c);
  const uint32_t columns = note.front();
  // Anybody may write to the root window. A note that makes no sense changes no key.
  if (columns >= 1 && columns <= kMostColumns) {
    for (size_t at = 1; at + columns + 1 < note.size(); at += columns + 2) {
      const uint32_t keycode = note[at];
      if (keycode < setup->min_keycode || keycode > setup->max_keycode) continue;
      // Somebody may have loaded another layout since: that one stays.
      if (!Holds(x, static_cast<xcb_keycode_t>(keycode), note[at + 1])) continue;
      xcb_change_keyboard_mapping(c, 1, static_cast<xcb_keycode_t>(keycode), static_cast<uint8_t>(columns),
                                  &note[at + 2]);
    }
  }
  xcb_delete_property(c, x.root(), NoteAtom(x));
  const Reply<xcb_get_input_focus_reply_t> done(xcb_get_input_focus_reply(c, xcb_get_input_focus(c), nullptr));
}

}  // namespace steadyhand::guard
