// Pictures of Windows by BitBlt from the desktop. Not tested: written to the documented API, compiled by mingw-w64.
//
// BitBlt and not DXGI duplication: it needs no graphics device, works in a remote session, and reads any rectangle over
// several monitors. It is slower (some 10 to 30 ms for 1920×1080 are reported) and sees no protected content.
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0A00
#endif
#define NOMINMAX
#include <windows.h>

#include "../desktop/screen_backend.h"

namespace steadyhand::desktop {

namespace {

std::string Utf8(const WCHAR* text) {
  const int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, nullptr, 0, nullptr, nullptr);
  if (size <= 1) return "";
  std::string out(size_t(size) - 1, '\0');
  WideCharToMultiByte(CP_UTF8, 0, text, -1, out.data(), size, nullptr, nullptr);
  return out;
}

BOOL CALLBACK AddMonitor(HMONITOR handle, HDC, LPRECT, LPARAM list) {
  MONITORINFOEXW info{};
  info.cbSize = sizeof(info);
  if (GetMonitorInfoW(handle, &info)) {
    const RECT& r = info.rcMonitor;
    reinterpret_cast<std::vector<Monitor>*>(list)->push_back({Utf8(info.szDevice), int(r.left), int(r.top), int(r.right - r.left),
                                                              int(r.bottom - r.top), (info.dwFlags & MONITORINFOF_PRIMARY) != 0});
  }
  return TRUE;
}

class WinScreen final : public ScreenBackend {
 public:
  std::vector<Monitor> monitors() override {
    std::vector<Monitor> list;
    EnumDisplayMonitors(nullptr, nullptr, AddMonitor, reinterpret_cast<LPARAM>(&list));
    return list;
  }

  void grab(int x, int y, int width, int height, uint8_t* into) override {
    const HDC desktop = GetDC(nullptr);
    const HDC memory = CreateCompatibleDC(desktop);
    BITMAPINFO info{};
    info.bmiHeader.biSize = sizeof(BITMAPINFOHEADER);
    info.bmiHeader.biWidth = width;
    info.bmiHeader.biHeight = -height;  // Rows top to bottom.
    info.bmiHeader.biPlanes = 1;
    info.bmiHeader.biBitCount = 32;
    info.bmiHeader.biCompression = BI_RGB;
    void* bits = nullptr;
    const HBITMAP bitmap = CreateDIBSection(memory, &info, DIB_RGB_COLORS, &bits, nullptr, 0);
    bool copied = false;
    if (bitmap != nullptr) {
      const HGDIOBJ before = SelectObject(memory, bitmap);
      // CAPTUREBLT: layered windows too. The pointer is not part of the desktop's picture.
      copied = BitBlt(memory, 0, 0, width, height, desktop, x, y, SRCCOPY | CAPTUREBLT) != 0;
      GdiFlush();
      if (copied) ToRgba(static_cast<const uint32_t*>(bits), reinterpret_cast<uint32_t*>(into), size_t(width) * height);
      SelectObject(memory, before);
      DeleteObject(bitmap);
    }
    DeleteDC(memory);
    ReleaseDC(nullptr, desktop);
    // Fails on the secure desktop: a lock screen, a question of the account control.
    if (!copied) throw Failure{"failed", "the system gives no picture; the screen may be locked"};
  }

  void pointer(int& x, int& y) override {
    POINT at{};
    GetCursorPos(&at);
    x = at.x;
    y = at.y;
  }

 private:
  static void ToRgba(const uint32_t* from, uint32_t* to, size_t count) {
    for (size_t i = 0; i < count; i++) {
      const uint32_t v = from[i];
      to[i] = 0xFF000000u | (v & 0xFF) << 16 | (v & 0xFF00) | (v >> 16 & 0xFF);
    }
  }
};

}  // namespace

std::unique_ptr<ScreenBackend> OpenScreenBackend() {
  SetProcessDpiAwarenessContext(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2);
  return std::make_unique<WinScreen>();
}

}  // namespace steadyhand::desktop
