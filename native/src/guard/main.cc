// steadyhand-guard DISPLAY: waits beside a run, and cleans up when the run dies without a word, also by kill -9.
//
// Its standard input is a pipe that only the run holds. A byte on it means that the run cleans up by itself; an end
// without one, that it died: then every key and button of the XTEST devices is let go and borrowed keys are given back.
// Errs towards letting go: a key that another program held by XTEST at that moment is let go too.
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>

#include "../x11/connection.h"
#include "../x11/input_release.h"
#include "borrowed.h"

namespace {

using steadyhand::x11::Connection;

// Applications look a key up when they read its event; as long a busy one may take.
constexpr int kReadersMs = 400;

/// Answers false when there is nothing to do: the run said so, or the display has gone.
bool RunDied(const Connection& x) {
  const int display = xcb_get_file_descriptor(x.get());
  for (;;) {
    pollfd ready[] = {{STDIN_FILENO, POLLIN, 0}, {display, POLLIN, 0}};
    if (poll(ready, 2, -1) < 0 && errno != EINTR) return true;
    if (ready[0].revents) {
      char byte = 0;
      const auto got = read(STDIN_FILENO, &byte, 1);
      if (got > 0) return false;
      if (got == 0 || errno != EINTR) return true;
    }
    if (ready[1].revents) {
      while (const steadyhand::x11::Reply<xcb_generic_event_t> event{xcb_poll_for_event(x.get())}) {
      }
      if (x.lost()) return false;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: steadyhand-guard DISPLAY (started by a run, with a pipe as its standard input)\n", stderr);
    return 2;
  }
  // What ends the run is what this is here to outlive.
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) signal(number, SIG_IGN);
  setsid();
  try {
    const Connection x(argv[1]);
    if (!RunDied(x)) return 0;
    steadyhand::x11::LetGoOfXtestDevices(x);
    const auto note = steadyhand::guard::ReadNote(x);
    if (note.empty()) return 0;
    poll(nullptr, 0, kReadersMs);
    // A run that started meanwhile has given them back itself, and may have borrowed others.
    if (steadyhand::guard::ReadNote(x) == note) steadyhand::guard::GiveBack(x, note);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "steadyhand-guard: %s\n", error.what());
    return 1;
  }
}
