// NativeScreen (native/types.ts) of Windows and macOS, over what each offers (screen_backend.h). Not tested.
//
// Less than on X11, and it says so: every picture is read whole on the calling thread (`damage` is false), and our own
// windows are kept out by the system where the shell asks for it (SetWindowDisplayAffinity, NSWindowSharingNone).
#include "../parts.h"
#include "../x11/screen_pixels.h"
#include "screen_backend.h"

namespace steadyhand {

using namespace desktop;

namespace {

constexpr int kLongest = 32767;

/// A promise, because that is the contract; the work is done by the time it is given.
template <typename Work>
Napi::Value Settled(Napi::Env env, Work work) {
  auto deferred = Napi::Promise::Deferred::New(env);
  try {
    deferred.Resolve(work());
  } catch (const Failure& failure) {
    deferred.Reject(ErrorWithCode(env, failure.code, failure.message).Value());
  } catch (const Napi::Error& error) {
    deferred.Reject(error.Value());
  }
  return deferred.Promise();
}

Napi::Value MonitorsOf(Napi::Env env, ScreenBackend& screen) {
  const auto monitors = screen.monitors();
  auto list = Napi::Array::New(env, monitors.size());
  for (uint32_t i = 0; i < monitors.size(); i++) {
    const Monitor& m = monitors[i];
    auto one = Napi::Object::New(env);
    one.Set("name", m.name);
    one.Set("x", m.x);
    one.Set("y", m.y);
    one.Set("width", m.width);
    one.Set("height", m.height);
    one.Set("primary", m.primary);
    list.Set(i, one);
  }
  return list;
}

Napi::Value Grab(const Napi::CallbackInfo& info, ScreenBackend& screen) {
  const Napi::Env env = info.Env();
  const auto number = [&](size_t i) { return info.Length() > i ? info[i].ToNumber().Int32Value() : 0; };
  const int x = number(0), y = number(1), width = number(2), height = number(3), tile = number(4);
  if (width < 1 || height < 1 || width > kLongest || height > kLongest || tile < 1)
    throw Failure{"bad_argument", "the rectangle is empty or too large"};
  auto data = Napi::Uint8Array::New(env, size_t(width) * height * 4);
  screen.grab(x, y, width, height, data.Data());
  auto picture = Napi::Object::New(env);
  picture.Set("data", data);
  picture.Set("hashes", x11::HashTiles(reinterpret_cast<const uint32_t*>(data.Data()), width, height, tile));
  picture.Set("masked", Napi::Int32Array::New(env, 0));
  auto grab = Napi::Object::New(env);
  grab.Set("picture", picture);
  grab.Set("pixelsRead", Napi::Number::New(env, double(width) * height));
  grab.Set("sharedMemory", false);
  grab.Set("damage", false);
  grab.Set("buffersMade", 1);
  grab.Set("buffersReused", 0);
  return grab;
}

}  // namespace

Napi::Value OpenScreen(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  std::shared_ptr<ScreenBackend> screen;
  try {
    screen = OpenScreenBackend();
  } catch (const Failure& failure) {
    throw ErrorWithCode(env, failure.code, failure.message);
  }
  auto object = Napi::Object::New(env);
  const auto add = [&](const char* name, auto work) {
    object.Set(name, Napi::Function::New(env, [screen, work](const Napi::CallbackInfo& i) -> Napi::Value {
      return Settled(i.Env(), [&] { return work(i, *screen); });
    }, name));
  };
  add("monitors", [](const Napi::CallbackInfo& i, ScreenBackend& s) { return MonitorsOf(i.Env(), s); });
  add("grab", [](const Napi::CallbackInfo& i, ScreenBackend& s) { return Grab(i, s); });
  add("own", [](const Napi::CallbackInfo& i, ScreenBackend&) { return i.Env().Undefined(); });
  add("resources", [](const Napi::CallbackInfo& i, ScreenBackend&) -> Napi::Value { return Napi::String::New(i.Env(), ""); });
  add("pointer", [](const Napi::CallbackInfo& i, ScreenBackend& s) -> Napi::Value {
    int x = 0, y = 0;
    s.pointer(x, y);
    auto at = Napi::Object::New(i.Env());
    at.Set("x", x);
    at.Set("y", y);
    return at;
  });
  object.Set("close", Napi::Function::New(env, [](const Napi::CallbackInfo&) {}, "close"));
  return object;
}

}  // namespace steadyhand
