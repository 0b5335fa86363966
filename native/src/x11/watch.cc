#include "watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <xcb/xinput.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "input_thread.h"

namespace steadyhand::x11 {

namespace {

constexpr uint32_t kSlackWindowMs = 200;
// X buttons that are notches of a wheel: up, down, left, right.
constexpr uint8_t kFirstWheel = 4;
constexpr uint8_t kLastWheel = 7;

double FromFixed(const xcb_input_fp3232_t& n) { return n.integral + n.frac / 4294967296.0; }

// The core events that raw key presses to raw motions stand for.
constexpr uint8_t kCore[] = {XCB_KEY_PRESS, XCB_KEY_RELEASE, XCB_BUTTON_PRESS, XCB_BUTTON_RELEASE, XCB_MOTION_NOTIFY};

Kind KindOfButton(uint32_t button) {
  return button >= kFirstWheel && button <= kLastWheel ? Kind::Wheel : Kind::Button;
}

}  // namespace

/// What a raw motion says about x and y.
struct Watch::Motion {
  bool has[2] = {false, false};
  /// With the device's acceleration.
  double processed[2] = {0, 0};
  /// As the device, or XTEST's caller, gave it.
  double raw[2] = {0, 0};
};

Watch::Watch(const std::string& display, Player& player, WatchRules rules, Notify notify)
    : x_(display), player_(player), rules_(std::move(rules)), notify_(std::move(notify)) {
  x_.require(&xcb_input_id, "XInput");
  if (!HasXInput2(x_)) throw Failure("no_extension", "the display " + display + " has no XInput 2.2");
  xinput_ = xcb_get_extension_data(x_.get(), &xcb_input_id)->major_opcode;
  if (wake_.fd < 0) throw Failure("failed", "no file descriptor is left for the watch");
  readDevices();
  player_.whileQuiet([this] {
    select();
    x_.check();
    player_.ledger().open();
  });
  thread_ = std::thread([this] { run(); });
}

Watch::Wake::Wake() : fd(eventfd(0, EFD_CLOEXEC)) {}

Watch::Wake::~Wake() {
  if (fd >= 0) ::close(fd);
}

Watch::~Watch() {
  const uint64_t one = 1;
  // An eventfd takes this write in any case.
  [[maybe_unused]] const auto written = write(wake_.fd, &one, sizeof one);
  thread_.join();
  player_.ledger().close();
}

void Watch::select() {
  struct {
    xcb_input_event_mask_t head;
    uint32_t mask;
  } events{{XCB_INPUT_DEVICE_ALL, 1},
           XCB_INPUT_XI_EVENT_MASK_RAW_KEY_PRESS | XCB_INPUT_XI_EVENT_MASK_RAW_KEY_RELEASE |
               XCB_INPUT_XI_EVENT_MASK_RAW_BUTTON_PRESS | XCB_INPUT_XI_EVENT_MASK_RAW_BUTTON_RELEASE |
               XCB_INPUT_XI_EVENT_MASK_RAW_MOTION | XCB_INPUT_XI_EVENT_MASK_RAW_TOUCH_BEGIN |
               XCB_INPUT_XI_EVENT_MASK_HIERARCHY};
  xcb_input_xi_select_events(x_.get(), x_.root(), 1, &events.head);
  // Reported is what comes after this has been answered.
  const Reply<xcb_get_input_focus_reply_t> done(
      xcb_get_input_focus_reply(x_.get(), xcb_get_input_focus(x_.get()), nullptr));
}

void Watch::readDevices() {
  std::vector<Device> now = ReadDevices(x_);
  if (!now.empty()) devices_ = std::move(now);
  // Keys that are down already count for the chord, but start nothing by themselves. A device that was unplugged takes
  // its keys along.
  down_.reset();
  for (const Device& device : devices_) {
    if (device.xtest) continue;
    for (const uint8_t key : ReadState(x_, device.id).keys) down_.set(key);
  }
}

void Watch::run() {
  Hurry("steadyhand-watch", 2);
  for (;;) {
    pollfd ready[] = {{xcb_get_file_descriptor(x_.get()), POLLIN, 0}, {wake_.fd, POLLIN, 0}};
    // What a request of ours read along with its reply is in the queue already, and poll does not see it.
    arrived_ = Clock::now();
    while (const Reply<xcb_generic_event_t> event{xcb_poll_for_event(x_.get())}) onEvent(event.get());
    if (x_.lost()) {
      // Blind: what nobody can stop is not to go on.
      player_.lose();
      return;
    }
    poll(ready, 2, -1);
    if (ready[1].revents) return;
  }
}

void Watch::onEvent(xcb_generic_event_t* event) {
  if ((event->response_type & 0x7f) != XCB_GE_GENERIC) return;
  const auto* generic = reinterpret_cast<const xcb_ge_generic_event_t*>(event);
  if (generic->extension != xinput_) return;
  if (generic->event_type == XCB_INPUT_HIERARCHY) readDevices();
  else if (generic->event_type >= XCB_INPUT_RAW_KEY_PRESS && generic->event_type <= XCB_INPUT_RAW_TOUCH_BEGIN)
    onRaw(generic->event_type, *reinterpret_cast<const xcb_input_raw_button_press_event_t*>(event));
}

Device* Watch::deviceOf(uint16_t id) {
  const auto find = [this, id] {
    const auto it = std::find_if(devices_.begin(), devices_.end(), [id](const Device& d) { return d.id == id; });
    return it == devices_.end() ? nullptr : &*it;
  };
  if (Device* device = find()) return device;
  readDevices();
  return find();
}

Watch::Motion Watch::ReadMotion(const xcb_input_raw_button_press_event_t& event) {
  Motion motion;
  // The values follow the mask, one for each bit of it; then once more as the device gave them.
  const auto* mask = reinterpret_cast<const uint32_t*>(&event + 1);
  const auto* values = reinterpret_cast<const xcb_input_fp3232_t*>(mask + event.valuators_len);
  int count = 0;
  for (int i = 0; i < event.valuators_len; i++) count += std::popcount(mask[i]);
  for (int axis = 0, next = 0; axis < 2 && event.valuators_len > 0; axis++) {
    if (!(mask[0] & (1u << axis))) continue;
    motion.has[axis] = true;
    motion.processed[axis] = FromFixed(values[next]);
    motion.raw[axis] = FromFixed(values[count + next]);
    next++;
  }
  return motion;
}

void Watch::onRaw(uint16_t type, const xcb_input_raw_button_press_event_t& event) {
  // Each event is reported for the device itself and again for the pointer or keyboard that it drives.
  if (event.deviceid != event.sourceid) return;
  Device* device = deviceOf(event.deviceid);
  const Source from = device && device->xtest ? Source::Program : Source::Person;
  const auto detail = static_cast<uint8_t>(event.detail);

  const Motion motion = type == XCB_INPUT_RAW_MOTION ? ReadMotion(event) : Motion{};

  if (from == Source::Program && type <= XCB_INPUT_RAW_MOTION &&
      player_.ledger().take({kCore[type - XCB_INPUT_RAW_KEY_PRESS], type == XCB_INPUT_RAW_MOTION ? uint8_t{0} : detail,
                             static_cast<int16_t>(motion.raw[0]), static_cast<int16_t>(motion.raw[1])}))
    return;

  switch (type) {
    case XCB_INPUT_RAW_KEY_PRESS:
    case XCB_INPUT_RAW_KEY_RELEASE:
      onKey(type == XCB_INPUT_RAW_KEY_PRESS, detail, from);
      break;
    // What is let go was pressed before: that halted, or it was the press that started the run.
    case XCB_INPUT_RAW_BUTTON_PRESS:
      if (rules_.person) hit(from, KindOfButton(event.detail));
      break;
    case XCB_INPUT_RAW_TOUCH_BEGIN:
      if (rules_.person) hit(from, Kind::Button);
      break;
    case XCB_INPUT_RAW_MOTION:
      if (!rules_.person) break;
      if (!motion.has[0] && !motion.has[1]) hit(from, Kind::Wheel);
      else if (from == Source::Program || !device || beyondSlack(*device, motion, event.time)) hit(from, Kind::Motion);
      break;
  }
}

void Watch::onKey(bool down, uint8_t keycode, Source from) {
  const bool repeat = down && down_.test(keycode);
  down_.set(keycode, down);
  if (!down || repeat) return;
  const auto& keys = rules_.hotkey;
  const bool chord = std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return key.test(keycode); }) &&
                     std::all_of(keys.begin(), keys.end(), [&](const auto& key) { return (key & down_).any(); });
  if (chord) hit(Source::Hotkey, Kind::Key);
  else if (rules_.person) hit(from, Kind::Key);
}

bool Watch::beyondSlack(Device& device, const Motion& motion, uint32_t at) {
  const double size[2] = {static_cast<double>(x_.screen().width_in_pixels),
                          static_cast<double>(x_.screen().height_in_pixels)};
  // By the server's clock, in milliseconds: a busy machine reads several events late and together. It wraps around.
  while (!path_.empty() && at - path_.front().at > kSlackWindowMs) path_.pop_front();
  if (path_.empty()) path_.push_back({at, at_[0], at_[1]});
  for (int i = 0; i < 2; i++) {
    if (!motion.has[i]) continue;
    Axis& axis = device.axes[i];
    if (axis.absolute) {
      const double range = axis.max - axis.min;
      at_[i] += (motion.processed[i] - axis.value) * (range > 0 ? size[i] / range : 1);
      axis.value = motion.processed[i];
    } else {
      at_[i] += motion.processed[i];
    }
  }
  path_.push_back({at, at_[0], at_[1]});
  return rules_.slackPx <= 0 || std::any_of(path_.begin(), path_.end(), [this](const Position& was) {
           return std::hypot(at_[0] - was.x, at_[1] - was.y) >= rules_.slackPx;
         });
}

void Watch::hit(Source from, Kind kind) {
  const uint64_t arms = player_.arms();
  // The hotkey says more than that somebody is there: it is told also when its first key was told already.
  if (from != Source::Hotkey && told_ == arms) return;
  player_.halt();
  told_ = arms;
  notify_({from, kind, std::chrono::duration<double, std::milli>(Clock::now() - arrived_).count()});
}

}  // namespace steadyhand::x11
