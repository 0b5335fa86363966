// Input of Windows: SendInput out, low-level hooks in. Not tested: written to the documented API, compiled by mingw-w64.
//
// Ours carries a marker in dwExtraInfo, by which the hooks tell it from the person's. Where the desktop belongs to
// somebody else (an elevated window in front, the lock screen) SendInput does nothing and says so by its count.
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0A00
#endif
#define NOMINMAX
#include <windows.h>

#include <future>
#include <thread>

#include "../desktop/input_backend.h"

namespace steadyhand::desktop {

namespace {

constexpr ULONG_PTR kOurs = 0x5EADC0DE;

/// Keys that the extended bit tells from their twins on the keypad (Keyboard Input Overview, "Extended-Key Flag").
bool IsExtended(int code) {
  switch (code) {
    case VK_INSERT: case VK_DELETE: case VK_HOME: case VK_END: case VK_PRIOR: case VK_NEXT:
    case VK_LEFT: case VK_RIGHT: case VK_UP: case VK_DOWN: case VK_NUMLOCK: case VK_SNAPSHOT: case VK_DIVIDE:
    case VK_RCONTROL: case VK_RMENU: case VK_LWIN: case VK_RWIN: case VK_APPS:
      return true;
    default:
      return false;
  }
}

Origin OriginOf(bool injected, ULONG_PTR extra) {
  if (extra == kOurs) return Origin::Ours;
  return injected ? Origin::Program : Origin::Person;
}

/// A hook has no place for a pointer of ours; there is one watch a process.
std::function<void(const Seen&)>* g_see = nullptr;

LRESULT CALLBACK OnKey(int code, WPARAM message, LPARAM data) {
  if (code == HC_ACTION && g_see != nullptr) {
    const auto& key = *reinterpret_cast<const KBDLLHOOKSTRUCT*>(data);
    const bool down = message == WM_KEYDOWN || message == WM_SYSKEYDOWN;
    (*g_see)({Kind::Key, OriginOf((key.flags & LLKHF_INJECTED) != 0, key.dwExtraInfo), int(key.vkCode), down});
  }
  return CallNextHookEx(nullptr, code, message, data);
}

LRESULT CALLBACK OnMouse(int code, WPARAM message, LPARAM data) {
  if (code == HC_ACTION && g_see != nullptr) {
    const auto& mouse = *reinterpret_cast<const MSLLHOOKSTRUCT*>(data);
    const Origin origin = OriginOf((mouse.flags & LLMHF_INJECTED) != 0, mouse.dwExtraInfo);
    const bool wheel = message == WM_MOUSEWHEEL || message == WM_MOUSEHWHEEL;
    const bool down = message == WM_LBUTTONDOWN || message == WM_RBUTTONDOWN || message == WM_MBUTTONDOWN || message == WM_XBUTTONDOWN;
    const Kind kind = message == WM_MOUSEMOVE ? Kind::Motion : wheel ? Kind::Wheel : Kind::Button;
    (*g_see)({kind, origin, 0, down, int(mouse.pt.x), int(mouse.pt.y)});
  }
  return CallNextHookEx(nullptr, code, message, data);
}

class WinInput final : public InputBackend {
 public:
  ~WinInput() override { unwatch(); }

  void key(int code, bool down) override {
    INPUT input{};
    input.type = INPUT_KEYBOARD;
    input.ki.wVk = WORD(code);
    // Programs that read scan codes (games, remote desktops) see a key too.
    input.ki.wScan = WORD(MapVirtualKeyW(UINT(code), MAPVK_VK_TO_VSC));
    input.ki.dwFlags = (down ? 0 : KEYEVENTF_KEYUP) | (IsExtended(code) ? KEYEVENTF_EXTENDEDKEY : 0);
    send(input);
  }

  void button(int button, bool down) override {
    INPUT input = mouse();
    switch (button) {
      case 1: input.mi.dwFlags = down ? MOUSEEVENTF_LEFTDOWN : MOUSEEVENTF_LEFTUP; break;
      case 2: input.mi.dwFlags = down ? MOUSEEVENTF_MIDDLEDOWN : MOUSEEVENTF_MIDDLEUP; break;
      case 3: input.mi.dwFlags = down ? MOUSEEVENTF_RIGHTDOWN : MOUSEEVENTF_RIGHTUP; break;
      default:
        input.mi.dwFlags = down ? MOUSEEVENTF_XDOWN : MOUSEEVENTF_XUP;
        input.mi.mouseData = button == 9 ? XBUTTON2 : XBUTTON1;
    }
    send(input);
  }

  void wheel(int button) override {
    INPUT input = mouse();
    input.mi.dwFlags = button <= 5 ? MOUSEEVENTF_WHEEL : MOUSEEVENTF_HWHEEL;
    // Up and right are positive.
    input.mi.mouseData = DWORD(button == 4 || button == 7 ? WHEEL_DELTA : -WHEEL_DELTA);
    send(input);
  }

  void move(int x, int y) override {
    // Normalised to 0..65535 over all monitors; rounded up, so that the system's own division gives the pixel back.
    const int left = GetSystemMetrics(SM_XVIRTUALSCREEN), top = GetSystemMetrics(SM_YVIRTUALSCREEN);
    const int width = GetSystemMetrics(SM_CXVIRTUALSCREEN), height = GetSystemMetrics(SM_CYVIRTUALSCREEN);
    if (width <= 0 || height <= 0) return;
    INPUT input = mouse();
    input.mi.dx = LONG((int64_t(x - left) * 65536 + width - 1) / width);
    input.mi.dy = LONG((int64_t(y - top) * 65536 + height - 1) / height);
    input.mi.dwFlags = MOUSEEVENTF_MOVE | MOUSEEVENTF_ABSOLUTE | MOUSEEVENTF_VIRTUALDESK;
    send(input);
  }

  void unicode(char32_t character) override {
    // Return and Tab are keys to programs, not characters.
    if (character == U'\n' || character == U'\t') {
      const int code = character == U'\n' ? VK_RETURN : VK_TAB;
      key(code, true);
      key(code, false);
      return;
    }
    WCHAR units[2];
    UINT count = 1;
    if (character >= 0x10000) {
      units[0] = WCHAR(0xD800 + ((character - 0x10000) >> 10));
      units[1] = WCHAR(0xDC00 + ((character - 0x10000) & 0x3FF));
      count = 2;
    } else {
      units[0] = WCHAR(character);
    }
    // Both halves of a pair in one call: nothing may come between them.
    INPUT inputs[4]{};
    for (UINT i = 0; i < count * 2; i++) {
      inputs[i].type = INPUT_KEYBOARD;
      inputs[i].ki.wScan = units[i % count];
      inputs[i].ki.dwFlags = KEYEVENTF_UNICODE | (i < count ? 0 : KEYEVENTF_KEYUP);
      inputs[i].ki.dwExtraInfo = kOurs;
    }
    SendInput(count * 2, inputs, sizeof(INPUT));
  }

  bool hasFocus(int64_t window) override {
    return GetForegroundWindow() == reinterpret_cast<HWND>(static_cast<intptr_t>(window));
  }

  void watch(std::function<void(const Seen&)> see) override {
    unwatch();
    see_ = std::move(see);
    std::promise<bool> started;
    auto ready = started.get_future();
    thread_ = std::thread([this, &started] {
      g_see = &see_;
      const HHOOK keys = SetWindowsHookExW(WH_KEYBOARD_LL, OnKey, GetModuleHandleW(nullptr), 0);
      const HHOOK pointer = SetWindowsHookExW(WH_MOUSE_LL, OnMouse, GetModuleHandleW(nullptr), 0);
      thread_id_ = GetCurrentThreadId();
      MSG message;
      // Makes the queue that `unwatch` posts to.
      PeekMessageW(&message, nullptr, WM_USER, WM_USER, PM_NOREMOVE);
      started.set_value(keys != nullptr && pointer != nullptr);
      if (keys != nullptr && pointer != nullptr)
        while (GetMessageW(&message, nullptr, 0, 0) > 0) DispatchMessageW(&message);
      if (keys != nullptr) UnhookWindowsHookEx(keys);
      if (pointer != nullptr) UnhookWindowsHookEx(pointer);
      g_see = nullptr;
    });
    if (ready.get()) return;
    thread_.join();
    throw Failure{"failed", "the system refused to watch keyboard and mouse"};
  }

  void unwatch() override {
    if (!thread_.joinable()) return;
    PostThreadMessageW(thread_id_, WM_QUIT, 0, 0);
    thread_.join();
  }

 private:
  static INPUT mouse() {
    INPUT input{};
    input.type = INPUT_MOUSE;
    return input;
  }

  static void send(INPUT& input) {
    (input.type == INPUT_KEYBOARD ? input.ki.dwExtraInfo : input.mi.dwExtraInfo) = kOurs;
    SendInput(1, &input, sizeof(INPUT));
  }

  std::function<void(const Seen&)> see_;
  std::thread thread_;
  DWORD thread_id_ = 0;
};

}  // namespace

std::unique_ptr<InputBackend> OpenInputBackend() {
  // Otherwise coordinates are those of an imaginary screen of 96 dpi. Fails when the host program has chosen already.
  SetProcessDpiAwarenessContext(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2);
  return std::make_unique<WinInput>();
}

}  // namespace steadyhand::desktop
