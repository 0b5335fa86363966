// An input program: what JavaScript asks to be sent, checked as a whole before any of it is sent.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace steadyhand::x11 {

/// The numbers are those of OP in native/types.ts.
enum class Op : int32_t { KeyDown = 0, KeyUp, ButtonDown, ButtonUp, Move, Wait, Sync, Focus };

struct Step {
  Op op;
  int32_t a;
  int32_t b;
};

/// What a server takes.
struct Limits {
  int32_t minKeycode;
  int32_t maxKeycode;
};

/// The steps of `numbers`, triples of (operation, a, b). Throws Failure bad_argument for a program that no server takes
/// whole: a part of a chord is worse than none of it.
std::vector<Step> ReadProgram(const int32_t* numbers, size_t length, const Limits& limits);

}  // namespace steadyhand::x11
