// Keys that text was typed with and that carry a character of ours until they are given back.
#pragma once
#include <cstdint>
#include <vector>

#include "../x11/connection.h"

namespace steadyhand::guard {

/// The note of the borrowed keys as it is on the root window: the columns of the keyboard mapping, then for each key its
/// keycode, the keysym we put first on it, and the row of keysyms it had. Empty when there is none.
std::vector<uint32_t> ReadNote(const x11::Connection& x);
/// Puts the rows of the note back on keys that still hold what we put there, and takes the note away.
void GiveBack(const x11::Connection& x, const std::vector<uint32_t>& note);

}  // namespace steadyhand::guard
