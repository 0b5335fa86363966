// Sends input programs to one display from a thread of its own.
//
// Invariant: every event is sent under one mutex that also guards `halted_`, so that once halt() has the mutex nothing
// more is sent but what lets go. What goes down is noted first, so that it is let go whatever happens in between.
#pragma once
#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "connection.h"
#include "input_program.h"
#include "watch_ledger.h"

namespace steadyhand::x11 {

enum class Outcome { Done, Halted, Focus, Lost };

struct Played {
  Outcome outcome;
  uint32_t events;
  uint32_t at;
};

struct Held {
  std::vector<uint8_t> keys;
  std::vector<uint8_t> buttons;
};

class Player {
 public:
  using Finished = std::function<void(uint32_t job, const Played&)>;

  /// Throws Failure no_display or no_extension. `finished` is called on the player's thread.
  Player(const std::string& display, Finished finished);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  const Limits& limits() const { return limits_; }
  Ledger& ledger() { return ledger_; }

  /// Starts a program. Throws Failure failed while another one runs that was not halted.
  void play(uint32_t job, std::vector<Step> steps);
  /// Nothing is sent any more; what is held has been let go and the server has worked it off (waits for it a second at
  /// most). From any thread.
  void halt();
  void arm();
  /// How often it was armed.
  uint64_t arms() const;
  bool halted() const;
  Held held() const;
  /// Everything is answered `lost` from now on.
  void lose();
  /// Runs `work` when the server has worked off everything sent so far, and nothing is sent meanwhile.
  void whileQuiet(const std::function<void()>& work);

 private:
  struct Job {
    uint32_t id;
    std::vector<Step> steps;
    uint64_t halts;
  };
  struct Down {
    bool key;
    /// As the program calls it, and as it was sent: a left-handed person's pointer mapping swaps buttons.
    uint8_t named;
    uint8_t sent;
    bool operator==(const Down&) const = default;
  };
  using Stop = std::function<bool()>;

  void run();
  Played carryOut(const Job& job);
  /// Null while the job may go on.
  const Outcome* ended(const Job& job) const;
  bool sendLocked(const Step& step, bool flush);
  void fakeLocked(uint8_t type, uint8_t detail, int16_t x, int16_t y);
  void pressLocked(const Down& what);
  void releaseLocked(const Down& what);
  /// Whether there was anything.
  bool letGoLocked();
  /// The reply to a request; null when `stop` says so first, or the server answers an error or is lost. Not for others
  /// to wait on: a server that hangs is not to hang us.
  void* answerTo(unsigned int sequence, const Stop& stop);
  /// Waits until the server has worked off everything; answers the window that has the keyboard.
  std::optional<xcb_window_t> roundTrip(const Stop& stop);
  void readButtons(const Stop& stop);

  Connection x_;
  Limits limits_;
  Ledger ledger_;
  Finished finished_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  /// The physical button to send for each button; the player's thread only.
  std::array<uint8_t, 256> physical_{};
  std::vector<Down> down_;
  bool halted_ = false;
  bool closing_ = false;
  bool lost_ = false;
  /// How often it was halted: a program that was halted stays so although it was armed since.
  uint64_t halts_ = 0;
  uint64_t arms_ = 0;
  std::thread thread_;
};

}  // namespace steadyhand::x11
