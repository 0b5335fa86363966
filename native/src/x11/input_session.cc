#include "input_session.h"

#include "../parts.h"

namespace steadyhand::x11 {

namespace {

const char* NameOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::Done: return "done";
    case Outcome::Halted: return "halted";
    case Outcome::Focus: return "focus";
    case Outcome::Lost: break;
  }
  return "lost";
}

const char* NameOf(Source from) {
  switch (from) {
    case Source::Hotkey: return "hotkey";
    case Source::Person: return "person";
    case Source::Program: break;
  }
  return "program";
}

const char* NameOf(Kind kind) {
  switch (kind) {
    case Kind::Key: return "key";
    case Kind::Button: return "button";
    case Kind::Motion: return "motion";
    case Kind::Wheel: break;
  }
  return "wheel";
}

/// Throws Failure bad_argument.
WatchRules ReadRules(const Napi::Value& value, const Limits& limits) {
  const auto wrong = [](const char* what) { return Failure("bad_argument", what); };
  if (!value.IsObject()) throw wrong("watch: options must be an object");
  const auto options = value.As<Napi::Object>();
  const Napi::Value hotkey = options.Get("hotkey");
  const Napi::Value person = options.Get("person");
  const Napi::Value slack = options.Get("slackPx");
  if (!hotkey.IsArray() || !person.IsBoolean() || !slack.IsNumber()) throw wrong("watch: an option has a wrong type");
  WatchRules rules;
  rules.person = person.As<Napi::Boolean>();
  rules.slackPx = slack.As<Napi::Number>().DoubleValue();
  if (!(rules.slackPx >= 0)) throw wrong("watch: the slack cannot be negative");
  const auto keys = hotkey.As<Napi::Array>();
  for (uint32_t i = 0; i < keys.Length(); i++) {
    const Napi::Value key = keys.Get(i);
    if (!key.IsArray()) throw wrong("watch: each key of the hotkey is a list of keycodes");
    const auto codes = key.As<Napi::Array>();
    std::bitset<256> set;
    for (uint32_t j = 0; j < codes.Length(); j++) {
      const Napi::Value code = codes.Get(j);
      const int32_t keycode = code.IsNumber() ? code.As<Napi::Number>().Int32Value() : -1;
      if (keycode < limits.minKeycode || keycode > limits.maxKeycode)
        throw wrong("watch: this display has no such keycode");
      set.set(static_cast<size_t>(keycode));
    }
    // A key that nothing counts for would make a stop that never comes.
    if (set.none()) throw wrong("watch: a key of the hotkey has no keycode");
    rules.hotkey.push_back(set);
  }
  return rules;
}

}  // namespace

std::shared_ptr<Session> Session::Open(Napi::Env env, const std::string& display) {
  auto session = std::make_shared<Session>();
  session->display_ = display;
  const std::weak_ptr<Session> weak = session;
  session->settler_ = Settler::New(env, "steadyhand input", 0, 1);
  const Settler settler = session->settler_;
  settler.Unref(env);
  try {
    session->player_ = std::make_unique<Player>(display, [settler, weak](uint32_t job, const Played& played) {
      auto* ended = new Ended{weak, job, played};
      if (settler.BlockingCall(ended) != napi_ok) delete ended;
    });
  } catch (...) {
    session->settler_.Release();
    throw;
  }
  // A worker may end without close(): nothing stays pressed then either, and its threads end. Added after the thread-safe
  // function's own hook, so it runs before that one.
  env.AddCleanupHook([](std::weak_ptr<Session>* held) {
    if (const auto left = held->lock()) {
      left->close();
      left->pending_.clear();
    }
    delete held;
  }, new std::weak_ptr<Session>(weak));
  return session;
}

Napi::Value Session::play(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto deferred = Napi::Promise::Deferred::New(env);
  try {
    if (!player_) throw Failure("failed", "the input is closed");
    if (info.Length() < 1 || !info[0].IsTypedArray() ||
        info[0].As<Napi::TypedArray>().TypedArrayType() != napi_int32_array)
      throw Failure("bad_argument", "an input program is an Int32Array");
    const auto numbers = info[0].As<Napi::Int32Array>();
    const uint32_t job = jobs_ + 1;
    player_->play(job, ReadProgram(numbers.Data(), numbers.ElementLength(), player_->limits()));
    // Whatever the thread has said by now waits until this function has returned.
    jobs_ = job;
    if (pending_.empty()) settler_.Ref(env);
    pending_.emplace(job, Pending{deferred, shared_from_this()});
  } catch (const Failure& failure) {
    deferred.Reject(ErrorWithCode(env, failure.code, failure.what()).Value());
  }
  return deferred.Promise();
}

void Session::Settle(Napi::Env env, Napi::Function, std::nullptr_t*, Ended* data) {
  const std::unique_ptr<Ended> ended(data);
  const auto session = ended->session.lock();
  if (env == nullptr || !session) return;
  const auto found = session->pending_.find(ended->job);
  if (found == session->pending_.end()) return;
  const Pending pending = std::move(found->second);
  session->pending_.erase(found);
  if (session->pending_.empty()) session->settler_.Unref(env);
  auto result = Napi::Object::New(env);
  result.Set("outcome", NameOf(ended->played.outcome));
  result.Set("events", ended->played.events);
  result.Set("at", ended->played.at);
  pending.promise.Resolve(result);
}

void Session::watch(const Napi::CallbackInfo& info) {
  if (!player_) throw Failure("failed", "the input is closed");
  WatchRules rules = ReadRules(info[0], player_->limits());
  if (info.Length() < 2 || !info[1].IsFunction()) throw Failure("bad_argument", "watch: the listener is missing");
  unwatch();
  listener_ = Listener::New(info.Env(), info[1].As<Napi::Function>(), "steadyhand watch", 0, 1);
  const Listener listener = listener_;
  listener.Unref(info.Env());
  try {
    watch_ = std::make_unique<Watch>(display_, *player_, std::move(rules), [listener](const Foreign& foreign) {
      auto* copy = new Foreign(foreign);
      if (listener.BlockingCall(copy) != napi_ok) delete copy;
    });
  } catch (...) {
    listener_.Release();
    throw;
  }
}

void Session::Tell(Napi::Env env, Napi::Function listener, std::nullptr_t*, Foreign* data) {
  const std::unique_ptr<Foreign> foreign(data);
  if (env == nullptr) return;
  auto input = Napi::Object::New(env);
  input.Set("from", NameOf(foreign->from));
  input.Set("kind", NameOf(foreign->kind));
  input.Set("haltMs", foreign->haltMs);
  listener.Call({input});
}

void Session::unwatch() {
  if (!watch_) return;
  watch_.reset();
  listener_.Release();
}

void Session::close() {
  unwatch();
  if (!player_) return;
  player_.reset();
  settler_.Release();
}

}  // namespace steadyhand::x11
