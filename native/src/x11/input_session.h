// One open input as JavaScript sees it: carries what the other threads say to the JavaScript thread.
//
// Invariant: everything here runs on the JavaScript thread; other threads only reach it through thread-safe functions.
#pragma once
#include <napi.h>

#include <map>
#include <memory>
#include <string>

#include "input_player.h"
#include "watch.h"

namespace steadyhand::x11 {

/// Lives as long as JavaScript holds its object or a program runs, and until close().
class Session : public std::enable_shared_from_this<Session> {
 public:
  /// Throws Failure.
  static std::shared_ptr<Session> Open(Napi::Env env, const std::string& display);
  ~Session() { close(); }

  Napi::Value play(const Napi::CallbackInfo& info);
  /// Throws Failure bad_argument, no_extension, display_lost.
  void watch(const Napi::CallbackInfo& info);
  void unwatch();
  /// Null once closed.
  Player* player() const { return player_.get(); }
  /// Lets go of everything and ends the threads. May be called again.
  void close();

 private:
  struct Ended {
    std::weak_ptr<Session> session;
    uint32_t job;
    Played played;
  };
  static void Settle(Napi::Env env, Napi::Function, std::nullptr_t*, Ended* ended);
  static void Tell(Napi::Env env, Napi::Function listener, std::nullptr_t*, Foreign* foreign);
  using Settler = Napi::TypedThreadSafeFunction<std::nullptr_t, Ended, Settle>;
  using Listener = Napi::TypedThreadSafeFunction<std::nullptr_t, Foreign, Tell>;

  struct Pending {
    Napi::Promise::Deferred promise;
    /// A program that runs is not to end because nobody holds the object.
    std::shared_ptr<Session> self;
  };

  std::string display_;
  Settler settler_;
  Listener listener_;
  std::map<uint32_t, Pending> pending_;
  uint32_t jobs_ = 0;
  // In this order: the watch halts the player.
  std::unique_ptr<Player> player_;
  std::unique_ptr<Watch> watch_;
};

}  // namespace steadyhand::x11
