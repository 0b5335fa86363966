#include "../parts.h"
#include "connection.h"

namespace steadyhand {

Napi::Value OpenScreen(const Napi::CallbackInfo& info) {
  throw ErrorWithCode(info.Env(), "failed", "not built yet");
}

}  // namespace steadyhand
