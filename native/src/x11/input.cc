#include <napi.h>

#include "../parts.h"
#include "input_session.h"

namespace steadyhand {

namespace {

using x11::Failure;
using x11::Player;
using x11::Session;

/// A function of the object. Failures become errors with a code.
template <typename Work>
Napi::Function Method(Napi::Env env, const char* name, std::shared_ptr<Session> session, Work work) {
  return Napi::Function::New(
      env,
      [session = std::move(session), work](const Napi::CallbackInfo& info) -> Napi::Value {
        try {
          return work(*session, info);
        } catch (const Failure& failure) {
          throw ErrorWithCode(info.Env(), failure.code, failure.what());
        }
      },
      name);
}

Napi::Array ListOf(Napi::Env env, const std::vector<uint8_t>& numbers) {
  auto list = Napi::Array::New(env, numbers.size());
  for (uint32_t i = 0; i < numbers.size(); i++) list.Set(i, Napi::Number::New(env, numbers[i]));
  return list;
}

}  // namespace

Napi::Value OpenInput(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (info.Length() < 1 || !info[0].IsString()) throw ErrorWithCode(env, "bad_argument", "openInput needs a display");
  std::shared_ptr<Session> session;
  try {
    session = Session::Open(env, info[0].As<Napi::String>());
  } catch (const Failure& failure) {
    throw ErrorWithCode(env, failure.code, failure.what());
  }

  auto input = Napi::Object::New(env);
  const auto add = [&](const char* name, auto work) { input.Set(name, Method(env, name, session, work)); };
  add("play", [](Session& s, const Napi::CallbackInfo& i) { return s.play(i); });
  add("halt", [](Session& s, const Napi::CallbackInfo& i) {
    if (Player* player = s.player()) player->halt();
    return i.Env().Undefined();
  });
  add("arm", [](Session& s, const Napi::CallbackInfo& i) {
    if (Player* player = s.player()) player->arm();
    return i.Env().Undefined();
  });
  add("held", [](Session& s, const Napi::CallbackInfo& i) -> Napi::Value {
    const x11::Held held = s.player() ? s.player()->held() : x11::Held{};
    auto answer = Napi::Object::New(i.Env());
    answer.Set("keys", ListOf(i.Env(), held.keys));
    answer.Set("buttons", ListOf(i.Env(), held.buttons));
    return answer;
  });
  add("watch", [](Session& s, const Napi::CallbackInfo& i) {
    s.watch(i);
    return i.Env().Undefined();
  });
  add("unwatch", [](Session& s, const Napi::CallbackInfo& i) {
    s.unwatch();
    return i.Env().Undefined();
  });
  add("close", [](Session& s, const Napi::CallbackInfo& i) {
    s.close();
    return i.Env().Undefined();
  });
  input.DefineProperty(Napi::PropertyDescriptor::Accessor(
      env, input, "halted",
      [session](const Napi::CallbackInfo& i) -> Napi::Value {
        return Napi::Boolean::New(i.Env(), !session->player() || session->player()->halted());
      },
      napi_enumerable));
  return input;
}

}  // namespace steadyhand
