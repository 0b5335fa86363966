#include "parts.h"

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("sourceHash", Napi::String::New(env, STEADYHAND_SOURCE_HASH));
  exports.Set("openScreen", Napi::Function::New(env, steadyhand::OpenScreen, "openScreen"));
#ifdef __linux__
  exports.Set("hashTiles", Napi::Function::New(env, steadyhand::HashTiles, "hashTiles"));
#else
  exports.Set("openWindows", Napi::Function::New(env, steadyhand::OpenWindows, "openWindows"));
#endif
  exports.Set("openInput", Napi::Function::New(env, steadyhand::OpenInput, "openInput"));
  return exports;
}

NODE_API_MODULE(steadyhand, Init)
