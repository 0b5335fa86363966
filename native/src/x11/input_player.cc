#include "input_player.h"

#include <poll.h>
#include <xcb/xcbext.h>
#include <xcb/xtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "input_release.h"
#include "input_thread.h"

namespace steadyhand::x11 {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;
using std::chrono::milliseconds;

// So many events may lie in the server's socket: what is there when a halt comes is still carried out.
constexpr uint32_t kInFlight = 32;
constexpr auto kHaltPatience = milliseconds(1000);
// How long a wait for a reply may miss that another thread has read it, or that a halt came.
constexpr int kTickMs = 2;

constexpr Outcome kHalted = Outcome::Halted;
constexpr Outcome kLost = Outcome::Lost;

/// The players there are. process.exit() runs no cleanup hooks of Node-API on the main thread, only exit handlers of C.
class Living {
 public:
  static void add(Player* player) {
    Living& living = instance();
    const std::lock_guard lock(living.mutex_);
    living.players_.push_back(player);
  }
  static void remove(Player* player) {
    Living& living = instance();
    const std::lock_guard lock(living.mutex_);
    std::erase(living.players_, player);
  }

 private:
  static Living& instance() {
    // Never destroyed: other threads may outlive the exit handlers.
    static Living* const living = [] {
      std::atexit([] {
        const std::lock_guard lock(instance().mutex_);
        for (Player* player : instance().players_) player->halt();
      });
      return new Living;
    }();
    return *living;
  }
  std::mutex mutex_;
  std::vector<Player*> players_;
};

}  // namespace

Player::Player(const std::string& display, Finished finished) : x_(display), finished_(std::move(finished)) {
  x_.require(&xcb_test_id, "XTEST");
  const auto* setup = xcb_get_setup(x_.get());
  limits_ = {setup->min_keycode, setup->max_keycode};
  // A run that was cut off may have left something down.
  LetGoOfXtestDevices(x_);
  thread_ = std::thread([this] { run(); });
  Living::add(this);
}

Player::~Player() {
  Living::remove(this);
  halt();
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Player::play(uint32_t job, std::vector<Step> steps) {
  {
    const std::lock_guard lock(mutex_);
    for (const Job& other : jobs_)
      if (other.halts == halts_) throw Failure("failed", "another input program is running");
    jobs_.push_back({job, std::move(steps), halts_});
  }
  wake_.notify_all();
}

void Player::halt() {
  {
    const std::lock_guard lock(mutex_);
    const bool caused = !halted_;
    halted_ = true;
    if (caused) halts_++;
    const bool sent = letGoLocked();
    if (!caused && !sent) return;
  }
  wake_.notify_all();
  const auto end = Clock::now() + kHaltPatience;
  roundTrip([end] { return Clock::now() > end; });
}

void Player::arm() {
  const std::lock_guard lock(mutex_);
  halted_ = false;
  arms_++;
}

uint64_t Player::arms() const {
  const std::lock_guard lock(mutex_);
  return arms_;
}

bool Player::halted() const {
  const std::lock_guard lock(mutex_);
  return halted_;
}

Held Player::held() const {
  const std::lock_guard lock(mutex_);
  Held held;
  for (const Down& d : down_) (d.key ? held.keys : held.buttons).push_back(d.named);
  return held;
}

void Player::lose() {
  {
    const std::lock_guard lock(mutex_);
    lost_ = true;
    letGoLocked();
  }
  wake_.notify_all();
}

void Player::whileQuiet(const std::function<void()>& work) {
  const std::lock_guard lock(mutex_);
  const auto end = Clock::now() + kHaltPatience;
  roundTrip([end] { return Clock::now() > end; });
  work();
}

void Player::run() {
  Hurry("steadyhand-play", 1);
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return closing_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    // The job stays in the list while it runs; only this thread takes jobs out.
    const Job job = std::move(jobs_.front());
    jobs_.front().halts = job.halts;
    lock.unlock();
    const Played played = carryOut(job);
    lock.lock();
    if (played.outcome != Outcome::Done) letGoLocked();
    jobs_.pop_front();
    lock.unlock();
    finished_(job.id, played);
    lock.lock();
  }
}

const Outcome* Player::ended(const Job& job) const {
  if (lost_ || x_.lost()) return &kLost;
  if (halted_ || closing_ || job.halts != halts_) return &kHalted;
  return nullptr;
}

Played Player::carryOut(const Job& job) {
  Played played{Outcome::Done, 0, 0};
  uint32_t inFlight = 0;
  const auto mustStop = [this, &job] {
    const std::lock_guard lock(mutex_);
    return ended(job) != nullptr;
  };
  const auto isButton = [](const Step& step) { return step.op == Op::ButtonDown || step.op == Op::ButtonUp; };
  if (std::any_of(job.steps.begin(), job.steps.end(), isButton)) readButtons(mustStop);
  for (size_t i = 0; i < job.steps.size(); i++) {
    const Step& step = job.steps[i];
    // A tap goes out whole: a press that waits for its release on a busy machine is repeated by the server.
    const bool tap = step.op == Op::KeyDown && i + 1 < job.steps.size() && job.steps[i + 1].op == Op::KeyUp &&
                     job.steps[i + 1].a == step.a;
    std::unique_lock lock(mutex_);
    if (step.op == Op::Wait) {
      wake_.wait_until(lock, Clock::now() + microseconds(step.a), [this, &job] { return ended(job) != nullptr; });
    }
    if (const Outcome* outcome = ended(job)) {
      played.outcome = *outcome;
      return played;
    }
    bool roundTripNeeded = step.op == Op::Sync || step.op == Op::Focus;
    const uint32_t sent = tap ? 2 : 1;
    if (sendLocked(step, !tap)) {
      if (tap) sendLocked(job.steps[++i], true);
      played.events += sent;
      inFlight += sent;
      roundTripNeeded = inFlight >= kInFlight;
    }
    lock.unlock();
    if (roundTripNeeded) {
      inFlight = 0;
      const auto focus = roundTrip(mustStop);
      if (!focus) {
        lock.lock();
        const Outcome* outcome = ended(job);
        played.outcome = outcome ? *outcome : Outcome::Lost;
        // What was sent counts as carried out: it lies with the server.
        if (step.op != Op::Sync && step.op != Op::Focus) played.at += sent;
        return played;
      }
      if (step.op == Op::Focus && *focus != static_cast<xcb_window_t>(step.a)) {
        played.outcome = Outcome::Focus;
        return played;
      }
    }
    played.at += sent;
  }
  if (x_.lost()) played.outcome = Outcome::Lost;
  return played;
}

bool Player::sendLocked(const Step& step, bool flush) {
  const auto named = static_cast<uint8_t>(step.a);
  switch (step.op) {
    case Op::KeyDown:
      pressLocked({true, named, named});
      break;
    case Op::ButtonDown:
      pressLocked({false, named, physical_[named]});
      break;
    case Op::KeyUp:
      releaseLocked({true, named, named});
      break;
    case Op::ButtonUp:
      releaseLocked({false, named, physical_[named]});
      break;
    case Op::Move:
      fakeLocked(XCB_MOTION_NOTIFY, 0, static_cast<int16_t>(step.a), static_cast<int16_t>(step.b));
      break;
    default:
      return false;
  }
  if (flush) xcb_flush(x_.get());
  return true;
}

void Player::pressLocked(const Down& what) {
  std::erase(down_, what);
  down_.push_back(what);
  fakeLocked(what.key ? XCB_KEY_PRESS : XCB_BUTTON_PRESS, what.sent, 0, 0);
}

void Player::releaseLocked(const Down& what) {
  // What went down is what comes up, also when the buttons were swapped in between.
  const auto held = std::find_if(down_.begin(), down_.end(), [&](const Down& d) {
    return d.key == what.key && d.named == what.named;
  });
  const uint8_t sent = held == down_.end() ? what.sent : held->sent;
  fakeLocked(what.key ? XCB_KEY_RELEASE : XCB_BUTTON_RELEASE, sent, 0, 0);
  if (held != down_.end()) down_.erase(held);
}

void Player::fakeLocked(uint8_t type, uint8_t detail, int16_t x, int16_t y) {
  ledger_.note({type, detail, x, y});
  xcb_test_fake_input(x_.get(), type, detail, XCB_CURRENT_TIME, type == XCB_MOTION_NOTIFY ? x_.root() : XCB_NONE, x, y,
                      0);
}

bool Player::letGoLocked() {
  if (down_.empty()) return false;
  while (!down_.empty()) releaseLocked(Down(down_.back()));
  xcb_flush(x_.get());
  return true;
}

void* Player::answerTo(unsigned int sequence, const Stop& stop) {
  auto* c = x_.get();
  xcb_flush(c);
  for (;;) {
    void* answer = nullptr;
    xcb_generic_error_t* error = nullptr;
    if (xcb_poll_for_reply(c, sequence, &answer, &error)) {
      std::free(error);
      return answer;
    }
    if (x_.lost()) return nullptr;
    if (stop()) {
      xcb_discard_reply(c, sequence);
      return nullptr;
    }
    pollfd ready{xcb_get_file_descriptor(c), POLLIN, 0};
    poll(&ready, 1, kTickMs);
    // Nobody waits for events here; a mapping change brings some all the same.
    while (const Reply<xcb_generic_event_t> event{xcb_poll_for_queued_event(c)}) {
    }
  }
}

std::optional<xcb_window_t> Player::roundTrip(const Stop& stop) {
  const Reply<xcb_get_input_focus_reply_t> reply(
      static_cast<xcb_get_input_focus_reply_t*>(answerTo(xcb_get_input_focus(x_.get()).sequence, stop)));
  if (!reply) return std::nullopt;
  return reply->focus;
}

void Player::readButtons(const Stop& stop) {
  for (size_t i = 0; i < physical_.size(); i++) physical_[i] = static_cast<uint8_t>(i);
  const Reply<xcb_get_pointer_mapping_reply_t> reply(
      static_cast<xcb_get_pointer_mapping_reply_t*>(answerTo(xcb_get_pointer_mapping(x_.get()).sequence, stop)));
  if (!reply) return;
  const uint8_t* logical = xcb_get_pointer_mapping_map(reply.get());
  for (int i = xcb_get_pointer_mapping_map_length(reply.get()); i > 0; i--)
    if (logical[i - 1] != 0) physical_[logical[i - 1]] = static_cast<uint8_t>(i);
}

}  // namespace steadyhand::x11
