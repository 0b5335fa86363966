#include "input_release.h"

#include <xcb/xtest.h>

#include "input_devices.h"

namespace steadyhand::x11 {

int LetGoOfXtestDevices(const Connection& x) {
  auto* c = x.get();
  if (!HasXInput2(x)) return 0;
  int count = 0;
  const auto letGo = [&](uint8_t type, uint8_t detail) {
    xcb_test_fake_input(c, type, detail, XCB_CURRENT_TIME, XCB_NONE, 0, 0, 0);
    count++;
  };
  for (const Device& device : ReadDevices(x)) {
    if (!device.xtest) continue;
    const DeviceState state = ReadState(x, device.id);
    for (const uint8_t key : state.keys) letGo(XCB_KEY_RELEASE, key);
    for (const uint8_t button : state.buttons) letGo(XCB_BUTTON_RELEASE, button);
  }
  const Reply<xcb_get_input_focus_reply_t> done(xcb_get_input_focus_reply(c, xcb_get_input_focus(c), nullptr));
  return count;
}

}  // namespace steadyhand::x11
