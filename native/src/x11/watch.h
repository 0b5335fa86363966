// Sees input that is not ours and halts the player itself, on a thread and a connection of its own.
//
// Raw XInput 2 events are reported to everyone, also while another client grabs the keyboard or the pointer. Errs
// towards halting: what cannot be attributed counts as foreign.
#pragma once
#include <xcb/xinput.h>

#include <bitset>
#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "connection.h"
#include "input_devices.h"
#include "input_player.h"

namespace steadyhand::x11 {

enum class Source { Hotkey, Person, Program };
enum class Kind { Key, Button, Motion, Wheel };

struct Foreign {
  Source from;
  Kind kind;
  double haltMs;
};

struct WatchRules {
  /// Each key of the chord as the keycodes that count for it; empty: no hotkey.
  std::vector<std::bitset<256>> hotkey;
  bool person = false;
  double slackPx = 0;
};

class Watch {
 public:
  using Notify = std::function<void(const Foreign&)>;
  using Clock = std::chrono::steady_clock;

  /// Throws Failure. The player must outlive it. `notify` is called on the watch's thread.
  Watch(const std::string& display, Player& player, WatchRules rules, Notify notify);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  struct Motion;
  struct Wake {
    Wake();
    ~Wake();
    Wake(const Wake&) = delete;
    Wake& operator=(const Wake&) = delete;
    int fd;
  };
  struct Position {
    uint32_t at;
    double x;
    double y;
  };

  void run();
  void select();
  void readDevices();
  void onEvent(xcb_generic_event_t* event);
  void onRaw(uint16_t type, const xcb_input_raw_button_press_event_t& event);
  void onKey(bool down, uint8_t keycode, Source from);
  static Motion ReadMotion(const xcb_input_raw_button_press_event_t& event);
  bool beyondSlack(Device& device, const Motion& motion, uint32_t at);
  /// Null for a device that the server does not list.
  Device* deviceOf(uint16_t id);
  void hit(Source from, Kind kind);

  Connection x_;
  Player& player_;
  const WatchRules rules_;
  const Notify notify_;
  uint8_t xinput_ = 0;
  std::vector<Device> devices_;
  /// What others than us hold down.
  std::bitset<256> down_;
  /// Where the person's pointing devices have moved to, from an arbitrary origin, in pixels.
  std::deque<Position> path_;
  double at_[2] = {0, 0};
  Clock::time_point arrived_;
  /// Between which arms the player has been halted and that been told.
  std::optional<uint64_t> told_;
  Wake wake_;
  std::thread thread_;
};

}  // namespace steadyhand::x11
