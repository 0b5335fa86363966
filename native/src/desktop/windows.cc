// NativeWindows (native/types.ts) of Windows and macOS, over what each offers (windows_backend.h). Not tested.
#include <array>

#include "../parts.h"
#include "windows_backend.h"

namespace steadyhand {

using namespace desktop;

namespace {

Napi::Array ArrayOf(Napi::Env env, const Box& box) {
  auto list = Napi::Array::New(env, 4);
  const std::array<int, 4> numbers{box.x1, box.y1, box.x2, box.y2};
  for (uint32_t i = 0; i < 4; i++) list.Set(i, Napi::Number::New(env, numbers[i]));
  return list;
}

Napi::Value ListOf(Napi::Env env, WindowsBackend& backend) {
  const auto windows = backend.list();
  auto list = Napi::Array::New(env, windows.size());
  for (uint32_t i = 0; i < windows.size(); i++) {
    const Window& w = windows[i];
    auto one = Napi::Object::New(env);
    one.Set("id", Napi::Number::New(env, double(w.id)));
    one.Set("title", w.title);
    one.Set("app", w.app);
    one.Set("executable", w.executable.empty() ? env.Null() : Napi::String::New(env, w.executable));
    one.Set("pid", w.pid);
    one.Set("box", ArrayOf(env, w.box));
    one.Set("client", ArrayOf(env, w.client));
    one.Set("active", w.active);
    one.Set("minimised", w.minimised);
    one.Set("maximised", w.maximised);
    one.Set("fullscreen", w.fullscreen);
    one.Set("above", w.above);
    one.Set("modal", w.modal);
    one.Set("owner", w.owner == 0 ? env.Null() : Napi::Number::New(env, double(w.owner)));
    list.Set(i, one);
  }
  return list;
}

int64_t IdOf(const Napi::CallbackInfo& info) {
  if (info.Length() < 1 || !info[0].IsNumber()) throw ErrorWithCode(info.Env(), "bad_argument", "which window?");
  return info[0].As<Napi::Number>().Int64Value();
}

Verb VerbOf(const Napi::CallbackInfo& info) {
  static constexpr std::array<const char*, 6> kNames{"focus", "close", "raise", "minimise", "maximise", "restore"};
  const std::string name = info.Length() > 1 ? info[1].ToString().Utf8Value() : "";
  for (size_t i = 0; i < kNames.size(); i++)
    if (name == kNames[i]) return Verb(i);
  throw ErrorWithCode(info.Env(), "bad_argument", "there is no such act: " + name);
}

}  // namespace

Napi::Value OpenWindows(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  std::shared_ptr<WindowsBackend> backend;
  try {
    backend = OpenWindowsBackend();
  } catch (const Failure& failure) {
    throw ErrorWithCode(env, failure.code, failure.message);
  }
  auto object = Napi::Object::New(env);
  const auto add = [&](const char* name, auto work) {
    object.Set(name, Napi::Function::New(env, [backend, work](const Napi::CallbackInfo& i) -> Napi::Value { return work(i, *backend); }, name));
  };
  add("list", [](const Napi::CallbackInfo& i, WindowsBackend& b) { return ListOf(i.Env(), b); });
  add("act", [](const Napi::CallbackInfo& i, WindowsBackend& b) { return Napi::Boolean::New(i.Env(), b.act(IdOf(i), VerbOf(i))); });
  add("move", [](const Napi::CallbackInfo& i, WindowsBackend& b) {
    const auto number = [&](size_t at) { return i.Length() > at ? i[at].ToNumber().Int32Value() : 0; };
    return Napi::Boolean::New(i.Env(), b.move(IdOf(i), {number(1), number(2), number(3), number(4)}));
  });
  add("answers", [](const Napi::CallbackInfo& i, WindowsBackend& b) -> Napi::Value {
    const int answer = b.answers(IdOf(i), i.Length() > 1 ? i[1].ToNumber().Int32Value() : 0);
    return answer < 0 ? i.Env().Null() : Napi::Value(Napi::Boolean::New(i.Env(), answer > 0));
  });
  return object;
}

}  // namespace steadyhand
