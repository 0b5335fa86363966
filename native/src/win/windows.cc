// Windows of Windows: what `WindowSystem` and `WindowVerbs` need (electron/capture/windows-port.ts). Not tested: written to
// the documented API, compiled by mingw-w64.
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0A00
#endif
#define NOMINMAX
#include <windows.h>
#include <dwmapi.h>

#include "../desktop/windows_backend.h"

namespace steadyhand::desktop {

namespace {

std::string Utf8(const WCHAR* text) {
  const int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, nullptr, 0, nullptr, nullptr);
  if (size <= 1) return "";
  std::string out(size_t(size) - 1, '\0');
  WideCharToMultiByte(CP_UTF8, 0, text, -1, out.data(), size, nullptr, nullptr);
  return out;
}

HWND HandleOf(int64_t id) { return reinterpret_cast<HWND>(static_cast<intptr_t>(id)); }

/// What Alt+Tab would show: visible, not cloaked (another desktop, a suspended app), no tool window.
bool IsForPeople(HWND window) {
  if (!IsWindowVisible(window)) return false;
  const LONG_PTR style = GetWindowLongPtrW(window, GWL_EXSTYLE);
  if ((style & WS_EX_TOOLWINDOW) != 0 && (style & WS_EX_APPWINDOW) == 0) return false;
  DWORD cloaked = 0;
  if (DwmGetWindowAttribute(window, DWMWA_CLOAKED, &cloaked, sizeof(cloaked)) == S_OK && cloaked != 0) return false;
  return GetWindowTextLengthW(window) > 0;
}

std::string ExecutableOf(DWORD pid) {
  const HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
  if (process == nullptr) return "";
  WCHAR path[MAX_PATH * 4];
  DWORD size = DWORD(std::size(path));
  const bool known = QueryFullProcessImageNameW(process, 0, path, &size) != 0;
  CloseHandle(process);
  if (!known) return "";
  const WCHAR* name = wcsrchr(path, L'\\');
  return Utf8(name != nullptr ? name + 1 : path);
}

Box BoxOf(const RECT& r) { return {int(r.left), int(r.top), int(r.right), int(r.bottom)}; }

/// The visible frame: since Windows 10 GetWindowRect includes an invisible border.
RECT FrameOf(HWND window) {
  RECT frame{};
  if (DwmGetWindowAttribute(window, DWMWA_EXTENDED_FRAME_BOUNDS, &frame, sizeof(frame)) != S_OK) GetWindowRect(window, &frame);
  return frame;
}

BOOL CALLBACK AddWindow(HWND handle, LPARAM list) {
  if (!IsForPeople(handle)) return TRUE;
  Window window;
  window.id = static_cast<int64_t>(reinterpret_cast<intptr_t>(handle));
  WCHAR text[1024];
  if (GetWindowTextW(handle, text, int(std::size(text))) > 0) window.title = Utf8(text);
  if (GetClassNameW(handle, text, int(std::size(text))) > 0) window.app = Utf8(text);
  DWORD pid = 0;
  GetWindowThreadProcessId(handle, &pid);
  window.pid = int(pid);
  window.executable = ExecutableOf(pid);
  window.box = BoxOf(FrameOf(handle));
  RECT client{};
  POINT origin{};
  GetClientRect(handle, &client);
  ClientToScreen(handle, &origin);
  window.client = {int(origin.x), int(origin.y), int(origin.x + client.right), int(origin.y + client.bottom)};
  window.active = GetForegroundWindow() == handle;
  window.minimised = IsIconic(handle) != 0;
  window.maximised = IsZoomed(handle) != 0;
  window.above = (GetWindowLongPtrW(handle, GWL_EXSTYLE) & WS_EX_TOPMOST) != 0;
  const HWND owner = GetWindow(handle, GW_OWNER);
  window.owner = static_cast<int64_t>(reinterpret_cast<intptr_t>(owner));
  window.modal = owner != nullptr && !IsWindowEnabled(owner);
  reinterpret_cast<std::vector<Window>*>(list)->push_back(std::move(window));
  return TRUE;
}

class WinWindows final : public WindowsBackend {
 public:
  std::vector<Window> list() override {
    std::vector<Window> windows;
    EnumWindows(AddWindow, reinterpret_cast<LPARAM>(&windows));  // Front to back, as documented for top-level windows.
    return windows;
  }

  bool act(int64_t id, Verb verb) override {
    const HWND window = HandleOf(id);
    if (!IsWindow(window)) return false;
    switch (verb) {
      case Verb::Focus:
        if (IsIconic(window)) ShowWindowAsync(window, SW_RESTORE);
        // Refused while another program has the foreground and the person is at work in it; the look afterwards says so.
        return SetForegroundWindow(window) != 0;
      case Verb::Close:
        return PostMessageW(window, WM_CLOSE, 0, 0) != 0;
      case Verb::Raise:
        return SetWindowPos(window, HWND_TOP, 0, 0, 0, 0, SWP_NOMOVE | SWP_NOSIZE | SWP_NOACTIVATE | SWP_ASYNCWINDOWPOS) != 0;
      case Verb::Minimise:
        ShowWindowAsync(window, SW_MINIMIZE);
        return true;
      case Verb::Maximise:
        ShowWindowAsync(window, SW_MAXIMIZE);
        return true;
      case Verb::Restore:
        ShowWindowAsync(window, SW_RESTORE);
        return true;
    }
    return false;
  }

  bool move(int64_t id, const Box& box) override {
    const HWND window = HandleOf(id);
    if (!IsWindow(window)) return false;
    if (IsZoomed(window) || IsIconic(window)) ShowWindow(window, SW_RESTORE);
    // SetWindowPos counts the invisible border; the wanted box is what shows.
    RECT outer{};
    GetWindowRect(window, &outer);
    const RECT frame = FrameOf(window);
    const int left = frame.left - outer.left, top = frame.top - outer.top;
    const int right = outer.right - frame.right, bottom = outer.bottom - frame.bottom;
    return SetWindowPos(window, nullptr, box.x1 - left, box.y1 - top, box.x2 - box.x1 + left + right,
                        box.y2 - box.y1 + top + bottom, SWP_NOZORDER | SWP_NOACTIVATE | SWP_ASYNCWINDOWPOS) != 0;
  }

  int answers(int64_t id, int timeout_ms) override {
    DWORD_PTR result = 0;
    return SendMessageTimeoutW(HandleOf(id), WM_NULL, 0, 0, SMTO_ABORTIFHUNG, UINT(timeout_ms), &result) != 0 ? 1 : 0;
  }
};

}  // namespace

std::unique_ptr<WindowsBackend> OpenWindowsBackend() { return std::make_unique<WinWindows>(); }

}  // namespace steadyhand::desktop
