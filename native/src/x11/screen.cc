// Pictures of an X display for JavaScript: one thread a display does the asking and the waiting, so that a display that
// hangs never holds up the event loop.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "../parts.h"
#include "screen_capture.h"

namespace steadyhand {

using x11::Capture;
using x11::Failure;
using x11::Rect;

namespace {

/// Runs on the JavaScript thread with what the work found out.
using Answer = std::function<Napi::Value(Napi::Env)>;
/// Runs on the display's thread.
using Work = std::function<Answer(Capture&)>;

struct Problem {
  std::string code, message;
};

struct Task {
  Napi::Promise::Deferred deferred;
  Work work;
  Answer answer;
  std::optional<Problem> problem;
};

class Session;
void Settle(Napi::Env env, Napi::Function, Session* session, Task* task);
using Results = Napi::TypedThreadSafeFunction<Session, Task, Settle>;

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(std::string display) : display_(std::move(display)) {}

  void start(Napi::Env env) {
    // The engine's own end closes this one too: the finalizer holds on to it until then.
    results_ = Results::New(
        env, "steadyhand screen", 0, 1, this, [](Napi::Env, std::shared_ptr<Session>* self, Session*) {
          (*self)->close();
          delete self;
        },
        new std::shared_ptr<Session>(shared_from_this()));
    results_.Unref(env);
    std::thread([self = shared_from_this()] { self->run(); }).detach();
  }

  /// From the JavaScript thread.
  Napi::Promise post(Napi::Env env, Work work) {
    auto deferred = Napi::Promise::Deferred::New(env);
    auto promise = deferred.Promise();
    auto* task = new Task{deferred, std::move(work), nullptr, std::nullopt};
    {
      const std::lock_guard lock(mutex_);
      if (!closed_) {
        // What somebody waits for keeps the program running, an open display does not.
        if (pending_++ == 0) results_.Ref(env);
        queue_.push_back(task);
        wake_.notify_one();
        return promise;
      }
    }
    deferred.Reject(ErrorWithCode(env, "failed", "the screen is closed").Value());
    delete task;
    return promise;
  }

  /// From any thread. What is waited for fails.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    if (server_) server_->interrupt();
    wake_.notify_one();
  }

  void settled(Napi::Env env) {
    if (--pending_ == 0) results_.Unref(env);
  }

 private:
  void run() {
    // Opened by the first task, so that opening never waits on the JavaScript thread.
    std::unique_ptr<x11::Server> server;
    std::unique_ptr<Capture> capture;
    for (;;) {
      Task* task = nullptr;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return closed_ || !queue_.empty(); });
        if (queue_.empty()) break;
        task = queue_.front();
        queue_.pop_front();
        if (closed_) task->problem = Problem{"failed", "the screen is closed"};
      }
      try {
        if (!task->problem) {
          if (!server) {
            server = std::make_unique<x11::Server>(display_);
            const std::lock_guard lock(mutex_);
            server_ = server.get();
          }
          if (!capture) capture = std::make_unique<Capture>(*server);
          task->answer = task->work(*capture);
        }
      } catch (const Failure& e) {
        task->problem = Problem{e.code, e.what()};
      } catch (const std::exception& e) {
        task->problem = Problem{"failed", e.what()};
      }
      // Not taken when the engine is ending: then nobody waits for it either.
      if (results_.NonBlockingCall(task) != napi_ok) delete task;
    }
    {
      const std::lock_guard lock(mutex_);
      server_ = nullptr;
    }
    capture.reset();
    server.reset();
    results_.Release();
  }

  const std::string display_;
  Results results_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task*> queue_;
  x11::Server* server_ = nullptr;
  bool closed_ = false;
  /// Touched on the JavaScript thread only.
  int pending_ = 0;
};

void Settle(Napi::Env env, Napi::Function, Session* session, Task* raw) {
  const std::unique_ptr<Task> task(raw);
  if (env == nullptr) return;
  session->settled(env);
  if (task->problem) {
    task->deferred.Reject(ErrorWithCode(env, task->problem->code.c_str(), task->problem->message).Value());
    return;
  }
  try {
    task->deferred.Resolve(task->answer(env));
  } catch (const Napi::Error& e) {
    task->deferred.Reject(e.Value());
  }
}

/// Closes the display when the last function that could ask for a picture is gone.
struct Handle {
  explicit Handle(std::shared_ptr<Session> s) : session(std::move(s)) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  std::shared_ptr<Session> session;
  ~Handle() { session->close(); }
};

Napi::Error BadArgument(Napi::Env env, const char* what) { return ErrorWithCode(env, "bad_argument", what); }

Napi::Int32Array Numbers(Napi::Env env, const std::vector<Rect>& rects) {
  auto out = Napi::Int32Array::New(env, rects.size() * 4);
  for (size_t i = 0; i < rects.size(); i++) {
    out[i * 4] = rects[i].x1;
    out[i * 4 + 1] = rects[i].y1;
    out[i * 4 + 2] = rects[i].x2;
    out[i * 4 + 3] = rects[i].y2;
  }
  return out;
}

/// The pixels as the engine's own: without a copy where it takes foreign memory, which Electron's does not.
Napi::Value Pixels(Napi::Env env, const std::shared_ptr<x11::Block>& block, size_t size) {
  auto* held = new std::shared_ptr<x11::Block>(block);
  napi_value buffer = nullptr;
  const napi_status status = napi_create_external_arraybuffer(
      env, block->data(), size,
      [](node_api_nogc_env, void*, void* hint) { delete static_cast<std::shared_ptr<x11::Block>*>(hint); }, held, &buffer);
  if (status == napi_ok) return Napi::Uint8Array::New(env, size, Napi::ArrayBuffer(env, buffer), 0);
  delete held;
  auto copy = Napi::Uint8Array::New(env, size);
  std::copy_n(block->data(), size, copy.Data());
  return copy;
}

std::vector<uint32_t> Words(const Napi::Value& value) {
  std::vector<uint32_t> out;
  if (!value.IsArray()) return out;
  const auto array = value.As<Napi::Array>();
  for (uint32_t i = 0; i < array.Length(); i++) out.push_back(array.Get(i).ToNumber().Uint32Value());
  return out;
}

x11::OwnSpec OwnOf(const Napi::Object& from) {
  x11::OwnSpec spec{Words(from.Get("pids")), Words(from.Get("windows")), {}};
  const auto classes = from.Get("classes");
  if (classes.IsArray())
    for (uint32_t i = 0; i < classes.As<Napi::Array>().Length(); i++)
      spec.classes.push_back(classes.As<Napi::Array>().Get(i).ToString());
  return spec;
}

Answer GrabbedAnswer(const x11::Grabbed& grabbed, const Capture& capture) {
  return [grabbed, shared = capture.shared_memory(), damage = capture.damage(), allocated = capture.pool().allocated(),
          reused = capture.pool().reused()](Napi::Env env) -> Napi::Value {
    auto out = Napi::Object::New(env);
    const auto& picture = *grabbed.picture;
    if (grabbed.same) {
      out.Set("picture", env.Null());
    } else {
      auto made = Napi::Object::New(env);
      made.Set("data", Pixels(env, picture.block, size_t(picture.rect.area()) * 4));
      made.Set("hashes", Napi::String::New(env, picture.hashes));
      made.Set("masked", Numbers(env, picture.masked));
      out.Set("picture", made);
    }
    out.Set("pixelsRead", double(grabbed.read));
    out.Set("sharedMemory", shared);
    out.Set("damage", damage);
    out.Set("buffersMade", double(allocated));
    out.Set("buffersReused", double(reused));
    return out;
  };
}

}  // namespace

Napi::Value OpenScreen(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsString()) throw BadArgument(env, "openScreen(display)");
  auto session = std::make_shared<Session>(info[0].As<Napi::String>());
  session->start(env);
  const auto handle = std::make_shared<Handle>(session);
  auto screen = Napi::Object::New(env);
  const auto method = [&](const char* name, auto body) {
    screen.Set(name, Napi::Function::New(
                         env, [handle, body](const Napi::CallbackInfo& call) { return body(call, *handle->session); }, name));
  };

  method("monitors", [](const Napi::CallbackInfo& call, Session& s) -> Napi::Value {
    return s.post(call.Env(), [](Capture& capture) -> Answer {
      return [monitors = capture.monitors()](Napi::Env e) -> Napi::Value {
        auto list = Napi::Array::New(e, monitors.size());
        for (uint32_t i = 0; i < monitors.size(); i++) {
          auto m = Napi::Object::New(e);
          m.Set("name", monitors[i].name);
          m.Set("x", monitors[i].box.x1);
          m.Set("y", monitors[i].box.y1);
          m.Set("width", monitors[i].box.width());
          m.Set("height", monitors[i].box.height());
          m.Set("primary", monitors[i].primary);
          list.Set(i, m);
        }
        return list;
      };
    });
  });
  method("grab", [](const Napi::CallbackInfo& call, Session& s) -> Napi::Value {
    int64_t n[5];
    for (int i = 0; i < 5; i++) {
      if (!call[i].IsNumber()) throw BadArgument(call.Env(), "grab(x, y, width, height, tile, fresh)");
      n[i] = call[i].As<Napi::Number>().Int64Value();
    }
    constexpr int64_t kMost = 32767;
    if (n[2] < 1 || n[3] < 1 || n[4] < 0 || n[2] > kMost || n[3] > kMost || n[4] > kMost || n[0] < -kMost ||
        n[1] < -kMost || n[0] + n[2] > kMost || n[1] + n[3] > kMost)
      throw BadArgument(call.Env(), "this is no rectangle of a display");
    const Rect rect{int(n[0]), int(n[1]), int(n[0] + n[2]), int(n[1] + n[3])};
    return s.post(call.Env(), [rect, tile = int(n[4]), fresh = call[5].ToBoolean().Value()](Capture& capture) {
      return GrabbedAnswer(capture.grab(rect, tile, fresh), capture);
    });
  });
  method("own", [](const Napi::CallbackInfo& call, Session& s) -> Napi::Value {
    if (!call[0].IsObject()) throw BadArgument(call.Env(), "own({ pids, windows, classes })");
    return s.post(call.Env(), [spec = OwnOf(call[0].As<Napi::Object>())](Capture& capture) -> Answer {
      capture.set_own(spec);
      return [](Napi::Env e) -> Napi::Value { return e.Undefined(); };
    });
  });
  method("pointer", [](const Napi::CallbackInfo& call, Session& s) -> Napi::Value {
    return s.post(call.Env(), [](Capture& capture) -> Answer {
      return [at = capture.pointer()](Napi::Env e) -> Napi::Value {
        auto point = Napi::Object::New(e);
        point.Set("x", at.first);
        point.Set("y", at.second);
        return point;
      };
    });
  });
  method("resources", [](const Napi::CallbackInfo& call, Session& s) -> Napi::Value {
    return s.post(call.Env(), [](Capture& capture) -> Answer {
      return [text = capture.resources()](Napi::Env e) -> Napi::Value { return Napi::String::New(e, text); };
    });
  });
  method("close", [](const Napi::CallbackInfo& call, Session& s) -> Napi::Value {
    s.close();
    return call.Env().Undefined();
  });
  return screen;
}

Napi::Value HashTiles(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsTypedArray() || !info[1].IsNumber() || !info[2].IsNumber() || !info[3].IsNumber())
    throw BadArgument(env, "hashTiles(data, width, height, size)");
  const auto data = info[0].As<Napi::Uint8Array>();
  const int64_t width = info[1].As<Napi::Number>().Int64Value(), height = info[2].As<Napi::Number>().Int64Value(),
                size = info[3].As<Napi::Number>().Int64Value();
  if (width < 1 || height < 1 || size < 1 || size > 1 << 15 || width > 1 << 20 || height > 1 << 20 ||
      data.ByteLength() < size_t(width) * size_t(height) * 4 || reinterpret_cast<uintptr_t>(data.Data()) % 4 != 0)
    throw BadArgument(env, "the pixels do not fit the size");
  return Napi::String::New(
      env, x11::HashTiles(reinterpret_cast<const uint32_t*>(data.Data()), int(width), int(height), int(size)));
}

}  // namespace steadyhand
