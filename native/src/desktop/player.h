// Plays programs of input, and lets go of what they hold (native/types.ts, NativeInput).
//
// Invariant: a step is sent and noted under one lock, and a halt takes the same lock: nothing is sent after it, and
// what it lets go is all that is down.
#pragma once
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "input_backend.h"

namespace steadyhand::desktop {

/// As OP in types.ts; Unicode is ours alone (typeUnicode).
enum class Op : int32_t { KeyDown = 0, KeyUp, ButtonDown, ButtonUp, Move, Wait, Sync, Focus, Unicode };

struct Step {
  Op op;
  int32_t a = 0, b = 0;
};

struct Played {
  const char* outcome = "done";
  uint32_t events = 0;
  uint32_t at = 0;
};

class Player {
 public:
  explicit Player(std::unique_ptr<InputBackend> backend) : backend_(std::move(backend)) {}
  ~Player() { halt(); }

  InputBackend& backend() { return *backend_; }

  /// Marks the player busy; false when it is.
  bool begin() {
    std::lock_guard lock(mutex_);
    return busy_ ? false : (busy_ = true);
  }

  Played run(const std::vector<Step>& program) {
    Played played;
    std::unique_lock lock(mutex_);
    for (const Step& step : program) {
      if (halted_) {
        played.outcome = "halted";
        break;
      }
      if (step.op == Op::Wait) {
        wake_.wait_for(lock, std::chrono::microseconds(step.a), [this] { return halted_; });
        if (halted_) continue;  // The next round says so; this step was not carried out to its end.
      } else if (step.op == Op::Focus && !backend_->hasFocus(step.a)) {
        played.outcome = "focus";
        break;
      } else {
        played.events += send(step);
      }
      played.at++;
    }
    if (halted_ && played.at < program.size()) played.outcome = "halted";
    busy_ = false;
    return played;
  }

  void halt() {
    std::lock_guard lock(mutex_);
    halted_ = true;
    for (auto key = keys_.rbegin(); key != keys_.rend(); ++key) backend_->key(*key, false);
    for (auto button = buttons_.rbegin(); button != buttons_.rend(); ++button) backend_->button(*button, false);
    keys_.clear();
    buttons_.clear();
    wake_.notify_all();
  }

  void arm() {
    std::lock_guard lock(mutex_);
    halted_ = false;
  }

  bool halted() {
    std::lock_guard lock(mutex_);
    return halted_;
  }

  std::pair<std::vector<int>, std::vector<int>> held() {
    std::lock_guard lock(mutex_);
    return {keys_, buttons_};
  }

 private:
  static constexpr bool IsWheel(int button) { return button >= 4 && button <= 7; }

  /// Under the lock. Answers how many events that made.
  uint32_t send(const Step& step) {
    switch (step.op) {
      case Op::KeyDown:
        keys_.push_back(step.a);
        backend_->key(step.a, true);
        return 1;
      case Op::KeyUp:
        std::erase(keys_, step.a);
        backend_->key(step.a, false);
        return 1;
      case Op::ButtonDown:
        if (IsWheel(step.a)) {
          backend_->wheel(step.a);
          return 1;
        }
        buttons_.push_back(step.a);
        backend_->button(step.a, true);
        return 1;
      case Op::ButtonUp:
        if (IsWheel(step.a)) return 0;
        std::erase(buttons_, step.a);
        backend_->button(step.a, false);
        return 1;
      case Op::Move:
        backend_->move(step.a, step.b);
        return 1;
      case Op::Unicode:
        backend_->unicode(static_cast<char32_t>(step.a));
        return 2;
      case Op::Wait:
      case Op::Sync:  // Both systems take input in order; there is nothing to wait for.
      case Op::Focus:
        return 0;
    }
    return 0;
  }

  std::unique_ptr<InputBackend> backend_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<int> keys_, buttons_;
  bool halted_ = false;
  bool busy_ = false;
};

}  // namespace steadyhand::desktop
