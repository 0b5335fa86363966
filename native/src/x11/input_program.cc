#include "input_program.h"

#include <string>

#include "connection.h"

namespace steadyhand::x11 {

namespace {

// XTEST gives its pointer this many buttons; the server answers an error for any other.
constexpr int32_t kButtons = 10;

const char* WrongWith(const Step& step, const Limits& limits) {
  switch (step.op) {
    case Op::KeyDown:
    case Op::KeyUp:
      return step.a >= limits.minKeycode && step.a <= limits.maxKeycode ? nullptr : "this display has no such keycode";
    case Op::ButtonDown:
    case Op::ButtonUp:
      return step.a >= 1 && step.a <= kButtons ? nullptr : "there is no such button";
    case Op::Move:
      return step.a >= INT16_MIN && step.a <= INT16_MAX && step.b >= INT16_MIN && step.b <= INT16_MAX
                 ? nullptr
                 : "X positions have 16 bits";
    case Op::Wait:
      return step.a >= 0 ? nullptr : "a wait cannot be negative";
    case Op::Sync:
    case Op::Focus:
      return nullptr;
  }
  return "there is no such operation";
}

}  // namespace

std::vector<Step> ReadProgram(const int32_t* numbers, size_t length, const Limits& limits) {
  if (length % 3 != 0) throw Failure("bad_argument", "an input program is triples of (operation, a, b)");
  std::vector<Step> steps;
  steps.reserve(length / 3);
  for (size_t i = 0; i < length; i += 3) {
    const Step step{static_cast<Op>(numbers[i]), numbers[i + 1], numbers[i + 2]};
    if (const char* wrong = WrongWith(step, limits))
      throw Failure("bad_argument", "step " + std::to_string(i / 3) + " (" + std::to_string(numbers[i]) + ", " +
                                        std::to_string(step.a) + ", " + std::to_string(step.b) + "): " + wrong);
    steps.push_back(step);
  }
  return steps;
}

}  // namespace steadyhand::x11
