// What we sent and the server has not reported yet. XTEST events carry no sender, so ours are told from another
// program's by this list alone. Errs towards "not ours": then a run pauses that could have gone on.
#pragma once
#include <cstdint>
#include <deque>
#include <mutex>

namespace steadyhand::x11 {

/// One XTEST event. `type` is the core event's; `x` and `y` only count for motion.
struct Injected {
  uint8_t type;
  uint8_t detail;
  int16_t x;
  int16_t y;
  bool operator==(const Injected&) const = default;
};

class Ledger {
 public:
  /// From here on events are noted. To be called when the server has worked off everything sent before.
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    events_.clear();
  }
  void close() {
    const std::lock_guard lock(mutex_);
    open_ = false;
    events_.clear();
  }
  /// Before the event is sent: the report may come at once.
  void note(const Injected& event) {
    const std::lock_guard lock(mutex_);
    if (open_) events_.push_back(event);
  }
  /// Whether a reported event is ours. The server reports in the order of sending but leaves some out (a modifier that
  /// is pressed while it is down), so what lies before a match is taken as never to be reported.
  bool take(const Injected& event) {
    const std::lock_guard lock(mutex_);
    for (size_t i = 0; i < events_.size() && i < kUnreported; i++) {
      if (events_[i] != event) continue;
      events_.erase(events_.begin(), events_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return true;
    }
    return false;
  }

 private:
  // More than a chord has keys. Each more is a chance that another program's event passes for ours.
  static constexpr size_t kUnreported = 16;
  std::mutex mutex_;
  bool open_ = false;
  std::deque<Injected> events_;
};

}  // namespace steadyhand::x11
