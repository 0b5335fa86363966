// Replies of the X server with a bound: a server that hangs must not hang us, and closing wakes whoever waits.
#pragma once
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <xcb/xcbext.h>

#include <chrono>

#include "connection.h"

namespace steadyhand::x11 {

/// A display in use is never silent for so long; one that is stopped or gone over the network is.
constexpr std::chrono::milliseconds kPatience{5000};

class Server {
 public:
  explicit Server(const std::string& display) : c_(display), wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}
  ~Server() {
    if (wake_ >= 0) ::close(wake_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  const Connection& connection() const { return c_; }
  xcb_connection_t* get() const { return c_.get(); }

  /// Ends every wait, from any thread, for good.
  void interrupt() const {
    const uint64_t one = 1;
    [[maybe_unused]] const ssize_t n = write(wake_, &one, sizeof one);
  }

  /// The reply of a request, or null when the server refused it; `error_code` then says why.
  /// Throws Failure display_lost, or failed when the server does not answer.
  template <typename T>
  Reply<T> reply(unsigned int sequence, uint8_t* error_code = nullptr) const {
    return Reply<T>(static_cast<T*>(wait(sequence, error_code)));
  }
  template <typename T, typename Cookie>
  Reply<T> reply_to(Cookie cookie, uint8_t* error_code = nullptr) const {
    return reply<T>(cookie.sequence, error_code);
  }

  /// Waits until the server has worked off everything sent so far.
  void sync() const { reply_to<xcb_get_input_focus_reply_t>(xcb_get_input_focus(get())); }

 private:
  void* wait(unsigned int sequence, uint8_t* error_code) const {
    if (error_code) *error_code = 0;
    const auto until = std::chrono::steady_clock::now() + kPatience;
    xcb_flush(get());
    for (;;) {
      void* reply = nullptr;
      xcb_generic_error_t* error = nullptr;
      if (xcb_poll_for_reply(get(), sequence, &reply, &error)) {
        if (error_code && error) *error_code = error->error_code;
        std::free(error);
        if (!reply) c_.check();
        return reply;
      }
      c_.check();
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
      pollfd fds[] = {{xcb_get_file_descriptor(get()), POLLIN, 0}, {wake_, POLLIN, 0}};
      const int ready = left > 0 ? poll(fds, 2, int(left)) : 0;
      if (ready > 0 && (fds[1].revents & POLLIN)) {
        xcb_discard_reply(get(), sequence);
        throw Failure("failed", "it was closed meanwhile");
      }
      if (ready == 0) {
        xcb_discard_reply(get(), sequence);
        throw Failure("failed", "the display has not answered for " + std::to_string(kPatience.count() / 1000) + " s");
      }
    }
  }

  Connection c_;
  int wake_;
};

}  // namespace steadyhand::x11
