// NativeInput (native/types.ts) of Windows and macOS, over what each offers (input_backend.h).
#include <atomic>
#include <thread>

#include "../parts.h"
#include "player.h"
#include "watch_rules.h"

namespace steadyhand {

using namespace desktop;

namespace {

const char* NameOf(Kind kind) {
  switch (kind) {
    case Kind::Key: return "key";
    case Kind::Button: return "button";
    case Kind::Motion: return "motion";
    case Kind::Wheel: return "wheel";
  }
  return "key";
}

struct Foreign {
  const char* from;
  Kind kind;
  double halt_ms;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(std::unique_ptr<InputBackend> backend) : player_(std::move(backend)) {}

  Napi::Value play(Napi::Env env, std::vector<Step> program) {
    auto deferred = Napi::Promise::Deferred::New(env);
    if (closed_ || (!player_.halted() && !player_.begin())) {
      const char* why = closed_ ? "the input is closed" : "another program is being played";
      deferred.Reject(ErrorWithCode(env, "failed", why).Value());
      return deferred.Promise();
    }
    if (player_.halted()) {
      deferred.Resolve(ResultOf(env, Played{"halted", 0, 0}));
      return deferred.Promise();
    }
    auto done = Napi::ThreadSafeFunction::New(env, Napi::Function::New(env, [](const Napi::CallbackInfo&) {}), "play", 0, 1);
    std::thread([self = shared_from_this(), program = std::move(program), deferred, done]() mutable {
      const Played played = self->player_.run(program);
      done.BlockingCall([deferred, played](Napi::Env e, Napi::Function) { deferred.Resolve(ResultOf(e, played)); });
      done.Release();
    }).detach();
    return deferred.Promise();
  }

  void watch(Napi::Env env, WatchRules rules, Napi::Function listener) {
    unwatch();
    told_ = false;
    listener_ = Napi::ThreadSafeFunction::New(env, listener, "watch", 0, 1);
    // Watching alone keeps no process alive.
    listener_.Unref(env);
    watching_ = true;
    auto held = std::make_shared<WatchRules>(std::move(rules));
    try {
      player_.backend().watch([this, held](const Seen& seen) {
        const auto since = std::chrono::steady_clock::now();
        const char* from = held->halts(seen);
        if (from == nullptr) return;
        player_.halt();
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - since;
        const bool hotkey = from[0] == 'h';
        if (told_.exchange(true) && !hotkey) return;
        const Foreign foreign{from, seen.kind, took.count()};
        listener_.NonBlockingCall([foreign](Napi::Env e, Napi::Function call) {
          auto input = Napi::Object::New(e);
          input.Set("from", foreign.from);
          input.Set("kind", NameOf(foreign.kind));
          input.Set("haltMs", foreign.halt_ms);
          call.Call({input});
        });
      });
    } catch (const Failure& failure) {
      watching_ = false;
      listener_.Release();
      throw ErrorWithCode(env, failure.code, failure.message);
    }
  }

  void unwatch() {
    if (!watching_.exchange(false)) return;
    player_.backend().unwatch();
    listener_.Release();
  }

  void arm() {
    told_ = false;
    if (!closed_) player_.arm();
  }

  void close() {
    unwatch();
    closed_ = true;
    player_.halt();
  }

  Player& player() { return player_; }

 private:
  static Napi::Value ResultOf(Napi::Env env, const Played& played) {
    auto result = Napi::Object::New(env);
    result.Set("outcome", played.outcome);
    result.Set("events", Napi::Number::New(env, played.events));
    result.Set("at", Napi::Number::New(env, played.at));
    return result;
  }

  Player player_;
  Napi::ThreadSafeFunction listener_;
  std::atomic<bool> told_ = false, watching_ = false, closed_ = false;
};

std::vector<Step> ProgramOf(const Napi::CallbackInfo& info) {
  if (info.Length() < 1 || !info[0].IsTypedArray() || info[0].As<Napi::TypedArray>().TypedArrayType() != napi_int32_array)
    throw ErrorWithCode(info.Env(), "bad_argument", "play needs an Int32Array");
  const auto numbers = info[0].As<Napi::Int32Array>();
  std::vector<Step> program;
  if (numbers.ElementLength() % 3 != 0) throw ErrorWithCode(info.Env(), "bad_argument", "a program is made of triples");
  for (size_t i = 0; i < numbers.ElementLength(); i += 3) {
    if (numbers[i] < 0 || numbers[i] > int32_t(Op::Focus))
      throw ErrorWithCode(info.Env(), "bad_argument", "there is no such operation");
    program.push_back({Op(numbers[i]), numbers[i + 1], numbers[i + 2]});
  }
  return program;
}

/// One step for each code point; half a surrogate pair types nothing and is refused.
std::vector<Step> TextOf(const Napi::CallbackInfo& info) {
  if (info.Length() < 1 || !info[0].IsString()) throw ErrorWithCode(info.Env(), "bad_argument", "typeUnicode needs a text");
  const std::u16string text = info[0].As<Napi::String>().Utf16Value();
  std::vector<Step> program;
  for (size_t i = 0; i < text.size(); i++) {
    char32_t character = text[i];
    if (character >= 0xD800 && character <= 0xDFFF) {
      const bool pair = character < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] <= 0xDFFF;
      if (!pair) throw ErrorWithCode(info.Env(), "bad_argument", "the text has half a character");
      character = 0x10000 + ((character - 0xD800) << 10) + (text[++i] - 0xDC00);
    }
    program.push_back({Op::Unicode, int32_t(character), 0});
  }
  return program;
}

WatchRules RulesOf(const Napi::Object& options) {
  std::vector<std::vector<int>> hotkey;
  const auto parts = options.Get("hotkey").As<Napi::Array>();
  for (uint32_t i = 0; i < parts.Length(); i++) {
    const auto keys = parts.Get(i).As<Napi::Array>();
    hotkey.emplace_back();
    for (uint32_t k = 0; k < keys.Length(); k++) hotkey.back().push_back(keys.Get(k).As<Napi::Number>());
  }
  return WatchRules(std::move(hotkey), options.Get("person").ToBoolean(), options.Get("slackPx").ToNumber().Int32Value());
}

Napi::Array ListOf(Napi::Env env, const std::vector<int>& numbers) {
  auto list = Napi::Array::New(env, numbers.size());
  for (uint32_t i = 0; i < numbers.size(); i++) list.Set(i, Napi::Number::New(env, numbers[i]));
  return list;
}

}  // namespace

Napi::Value OpenInput(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  std::shared_ptr<Session> session;
  try {
    session = std::make_shared<Session>(OpenInputBackend());
  } catch (const Failure& failure) {
    throw ErrorWithCode(env, failure.code, failure.message);
  }
  auto input = Napi::Object::New(env);
  const auto add = [&](const char* name, auto work) {
    input.Set(name, Napi::Function::New(env, [session, work](const Napi::CallbackInfo& i) -> Napi::Value { return work(*session, i); }, name));
  };
  add("play", [](Session& s, const Napi::CallbackInfo& i) { return s.play(i.Env(), ProgramOf(i)); });
  add("typeUnicode", [](Session& s, const Napi::CallbackInfo& i) { return s.play(i.Env(), TextOf(i)); });
  add("halt", [](Session& s, const Napi::CallbackInfo& i) { s.player().halt(); return i.Env().Undefined(); });
  add("arm", [](Session& s, const Napi::CallbackInfo& i) { s.arm(); return i.Env().Undefined(); });
  add("held", [](Session& s, const Napi::CallbackInfo& i) -> Napi::Value {
    const auto [keys, buttons] = s.player().held();
    auto answer = Napi::Object::New(i.Env());
    answer.Set("keys", ListOf(i.Env(), keys));
    answer.Set("buttons", ListOf(i.Env(), buttons));
    return answer;
  });
  add("watch", [](Session& s, const Napi::CallbackInfo& i) {
    if (i.Length() < 2 || !i[0].IsObject() || !i[1].IsFunction())
      throw ErrorWithCode(i.Env(), "bad_argument", "watch needs options and a listener");
    s.watch(i.Env(), RulesOf(i[0].As<Napi::Object>()), i[1].As<Napi::Function>());
    return i.Env().Undefined();
  });
  add("unwatch", [](Session& s, const Napi::CallbackInfo& i) { s.unwatch(); return i.Env().Undefined(); });
  add("close", [](Session& s, const Napi::CallbackInfo& i) { s.close(); return i.Env().Undefined(); });
  input.DefineProperty(Napi::PropertyDescriptor::Accessor(
      env, input, "halted",
      [session](const Napi::CallbackInfo& i) -> Napi::Value { return Napi::Boolean::New(i.Env(), session->player().halted()); },
      napi_enumerable));
  return input;
}

}  // namespace steadyhand
