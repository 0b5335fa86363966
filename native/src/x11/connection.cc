#include "connection.h"

namespace steadyhand::x11 {

Connection::Connection(const std::string& display) : display_(display), c_(nullptr), screen_(nullptr) {
  int number = 0;
  c_ = xcb_connect(display.empty() ? nullptr : display.c_str(), &number);
  if (xcb_connection_has_error(c_)) {
    xcb_disconnect(c_);
    throw Failure("no_display", "there is no X server at " + (display.empty() ? "$DISPLAY" : display));
  }
  auto it = xcb_setup_roots_iterator(xcb_get_setup(c_));
  for (int i = 0; i < number && it.rem > 1; i++) xcb_screen_next(&it);
  screen_ = it.data;
}

Connection::~Connection() { xcb_disconnect(c_); }

void Connection::check() const {
  if (lost()) throw Failure("display_lost", "the connection to the display " + display_ + " was lost");
}

void Connection::require(xcb_extension_t* extension, const char* name) const {
  const auto* data = xcb_get_extension_data(c_, extension);
  check();
  if (!data || !data->present)
    throw Failure("no_extension", "the display " + display_ + " has no " + name + " extension");
}

}  // namespace steadyhand::x11
