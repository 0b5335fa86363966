// The parts of the addon that each platform provides; types.ts is the contract.
#pragma once
#include <napi.h>

namespace steadyhand {

/// openScreen(display: string): NativeScreen
Napi::Value OpenScreen(const Napi::CallbackInfo& info);
/// hashTiles(data: Uint8Array, width: number, height: number, size: number): string
Napi::Value HashTiles(const Napi::CallbackInfo& info);
/// openInput(display: string): NativeInput
Napi::Value OpenInput(const Napi::CallbackInfo& info);
/// openWindows(): NativeWindows. On Windows and macOS; X11 is asked from TypeScript.
Napi::Value OpenWindows(const Napi::CallbackInfo& info);

/// An Error whose `code` is one of NativeErrorCode, to be thrown.
inline Napi::Error ErrorWithCode(Napi::Env env, const char* code, const std::string& message) {
  Napi::Error error = Napi::Error::New(env, message);
  error.Set("code", Napi::String::New(env, code));
  return error;
}

}  // namespace steadyhand
