#include "input_devices.h"

#include <xcb/xinput.h>

#include <string_view>

namespace steadyhand::x11 {

namespace {

constexpr std::string_view kXtestProperty = "XTEST Device";

double FromFixed(const xcb_input_fp3232_t& n) { return n.integral + n.frac / 4294967296.0; }

xcb_atom_t FindAtom(xcb_connection_t* c, std::string_view name) {
  const auto cookie = xcb_intern_atom(c, 1, static_cast<uint16_t>(name.size()), name.data());
  const Reply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(c, cookie, nullptr));
  return reply ? reply->atom : static_cast<xcb_atom_t>(XCB_ATOM_NONE);
}

/// Bits of a bitmap of 32 bytes.
std::vector<uint8_t> BitsOf(const uint8_t* map) {
  std::vector<uint8_t> bits;
  for (int i = 0; i < 256; i++)
    if (map[i / 8] & (1 << (i % 8))) bits.push_back(static_cast<uint8_t>(i));
  return bits;
}

}  // namespace

bool HasXInput2(const Connection& x) {
  const auto* extension = xcb_get_extension_data(x.get(), &xcb_input_id);
  if (!extension || !extension->present) return false;
  const auto cookie = xcb_input_xi_query_version(x.get(), 2, 2);
  const Reply<xcb_input_xi_query_version_reply_t> version(xcb_input_xi_query_version_reply(x.get(), cookie, nullptr));
  return version && (version->major_version > 2 || (version->major_version == 2 && version->minor_version >= 2));
}

std::vector<Device> ReadDevices(const Connection& x) {
  auto* c = x.get();
  const auto list = xcb_input_xi_query_device(c, XCB_INPUT_DEVICE_ALL);
  const xcb_atom_t isXtest = FindAtom(c, kXtestProperty);
  const Reply<xcb_input_xi_query_device_reply_t> reply(xcb_input_xi_query_device_reply(c, list, nullptr));
  std::vector<Device> devices;
  if (!reply) return devices;
  std::vector<xcb_input_xi_get_property_cookie_t> asked;
  for (auto it = xcb_input_xi_query_device_infos_iterator(reply.get()); it.rem; xcb_input_xi_device_info_next(&it)) {
    const auto* info = it.data;
    if (info->type == XCB_INPUT_DEVICE_TYPE_MASTER_POINTER || info->type == XCB_INPUT_DEVICE_TYPE_MASTER_KEYBOARD)
      continue;
    Device device;
    device.id = info->deviceid;
    for (auto of = xcb_input_xi_device_info_classes_iterator(info); of.rem; xcb_input_device_class_next(&of)) {
      if (of.data->type != XCB_INPUT_DEVICE_CLASS_TYPE_VALUATOR) continue;
      const auto* valuator = reinterpret_cast<const xcb_input_valuator_class_t*>(of.data);
      if (valuator->number > 1) continue;
      device.axes[valuator->number] = {valuator->mode == XCB_INPUT_VALUATOR_MODE_ABSOLUTE, FromFixed(valuator->min),
                                       FromFixed(valuator->max), FromFixed(valuator->value)};
    }
    devices.push_back(device);
    asked.push_back(xcb_input_xi_get_property(c, device.id, 0, isXtest, XCB_ATOM_ANY, 0, 1));
  }
  for (size_t i = 0; i < devices.size(); i++) {
    const Reply<xcb_input_xi_get_property_reply_t> property(xcb_input_xi_get_property_reply(c, asked[i], nullptr));
    if (!property || property->num_items == 0 || property->format != 8) continue;
    devices[i].xtest = *static_cast<const uint8_t*>(xcb_input_xi_get_property_items(property.get())) != 0;
  }
  return devices;
}

DeviceState ReadState(const Connection& x, uint16_t device) {
  DeviceState state;
  const auto cookie = xcb_input_query_device_state(x.get(), static_cast<uint8_t>(device));
  const Reply<xcb_input_query_device_state_reply_t> reply(
      xcb_input_query_device_state_reply(x.get(), cookie, nullptr));
  if (!reply) return state;
  for (auto it = xcb_input_query_device_state_classes_iterator(reply.get()); it.rem; xcb_input_input_state_next(&it)) {
    if (it.data->class_id == XCB_INPUT_INPUT_CLASS_KEY)
      state.keys = BitsOf(reinterpret_cast<const xcb_input_key_state_t*>(it.data)->keys);
    else if (it.data->class_id == XCB_INPUT_INPUT_CLASS_BUTTON)
      state.buttons = BitsOf(reinterpret_cast<const xcb_input_button_state_t*>(it.data)->buttons);
  }
  return state;
}

}  // namespace steadyhand::x11
