// What of all input halts us: the stop keys, and what a person or another program does (native/types.ts, WatchOptions).
#pragma once
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <set>
#include <vector>

#include "input_backend.h"

namespace steadyhand::desktop {

class WatchRules {
 public:
  WatchRules(std::vector<std::vector<int>> hotkey, bool person, int slack)
      : hotkey_(std::move(hotkey)), person_(person), slack_(slack) {}

  /// `hotkey`, `person` or `program` when this event halts; null otherwise.
  const char* halts(const Seen& seen) {
    if (seen.origin == Origin::Ours) return nullptr;
    if (seen.kind == Kind::Key) {
      if (seen.down) {
        down_.insert(seen.code);
      } else {
        down_.erase(seen.code);
      }
      if (seen.down && wholeHotkey(seen.code)) return "hotkey";
    }
    if (!person_ || (seen.kind != Kind::Motion && seen.kind != Kind::Wheel && !seen.down)) return nullptr;
    if (seen.kind == Kind::Motion && !isHand(seen)) return nullptr;
    return seen.origin == Origin::Person ? "person" : "program";
  }

 private:
  /// Every part of the chord is down, and this key is one of them.
  bool wholeHotkey(int code) const {
    if (hotkey_.empty()) return false;
    const auto has = [](const std::vector<int>& part, int key) { return std::find(part.begin(), part.end(), key) != part.end(); };
    const auto held = [&](const std::vector<int>& part) {
      return std::any_of(part.begin(), part.end(), [&](int key) { return down_.contains(key); });
    };
    return std::any_of(hotkey_.begin(), hotkey_.end(), [&](const auto& part) { return has(part, code); }) &&
           std::all_of(hotkey_.begin(), hotkey_.end(), held);
  }

  /// More motion than a nudged table makes within 200 ms.
  bool isHand(const Seen& seen) {
    const auto now = std::chrono::steady_clock::now();
    if (!start_ || now - start_->when > std::chrono::milliseconds(200)) start_ = Start{now, seen.x, seen.y};
    return std::max(std::abs(seen.x - start_->x), std::abs(seen.y - start_->y)) >= std::max(1, slack_);
  }

  struct Start {
    std::chrono::steady_clock::time_point when;
    int x, y;
  };
  std::vector<std::vector<int>> hotkey_;
  bool person_;
  int slack_;
  std::set<int> down_;
  std::optional<Start> start_;
};

}  // namespace steadyhand::desktop
