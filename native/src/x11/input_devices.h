// The input devices of a display, with which of them are XTEST's.
#pragma once
#include <cstdint>
#include <vector>

#include "connection.h"

namespace steadyhand::x11 {

struct Axis {
  /// An absolute axis reports positions, a relative one distances.
  bool absolute = false;
  double min = 0;
  double max = 0;
  double value = 0;
};

struct Device {
  uint16_t id = 0;
  bool xtest = false;
  /// x and y.
  Axis axes[2];
};

/// What is down on a device.
struct DeviceState {
  std::vector<uint8_t> keys;
  std::vector<uint8_t> buttons;
};

/// Whether the server speaks XInput 2.2, which reports raw events in spite of other clients' grabs. To be asked once per
/// connection before anything else of XInput.
bool HasXInput2(const Connection& x);
/// Every slave and floating device.
std::vector<Device> ReadDevices(const Connection& x);
DeviceState ReadState(const Connection& x, uint16_t device);

}  // namespace steadyhand::x11
