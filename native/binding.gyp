{
  "variables": {
    "source_hash%": "unknown",
    "static_xcb%": "0",
  },
  "target_defaults": {
    "cflags_cc": ["-std=c++20", "-O2", "-Wall", "-Wextra", "-fvisibility=hidden", "-fno-rtti"],
    "cflags_cc!": ["-fno-exceptions", "-std=gnu++17", "-std=gnu++20"],
    "defines": ["NAPI_VERSION=9", "NAPI_CPP_EXCEPTIONS", "STEADYHAND_SOURCE_HASH=\"<(source_hash)\""],
    "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")", "src"],
  },
  "targets": [
    {
      "target_name": "steadyhand",
      "sources": ["src/addon.cc"],
      "conditions": [
        ["OS=='linux'", {
          "sources": [
            "src/x11/connection.cc", "src/x11/input.cc", "src/x11/input_devices.cc",
            "src/x11/input_player.cc", "src/x11/input_program.cc", "src/x11/input_release.cc", "src/x11/input_session.cc",
            "src/x11/watch.cc", "src/x11/screen.cc", "src/x11/screen_capture.cc", "src/x11/screen_monitors.cc",
            "src/x11/screen_own.cc", "src/x11/screen_pixels.cc",
          ],
          "cflags_cc": ["-O3", "-mtune=generic"],
          "conditions": [
            ["static_xcb==1", {
              "ldflags": [
                "-static-libstdc++", "-static-libgcc", "-Wl,--exclude-libs,ALL", "-Wl,--gc-sections", "-Wl,--as-needed",
              ],
              "libraries": [
                "-Wl,-Bstatic", "-lxcb-xtest", "-lxcb-xinput", "-lxcb-shm", "-lxcb-damage", "-lxcb-xfixes", "-lxcb-shape", "-lxcb-randr", "-lxcb-xkb",
                "-Wl,-Bdynamic", "-lxcb",
              ],
            }, {
              "libraries": ["-lxcb-xtest", "-lxcb-xinput", "-lxcb-shm", "-lxcb-damage", "-lxcb-xfixes", "-lxcb-shape", "-lxcb-randr", "-lxcb-xkb", "-lxcb"],
            }],
          ],
        }],
        # Neither has been run; the first is compiled by `npm run build:native -- --syntax win`, the second nowhere yet.
        ["OS!='linux'", {
          "sources": ["src/desktop/input.cc", "src/desktop/screen.cc", "src/desktop/windows.cc", "src/x11/screen_pixels.cc"],
        }],
        ["OS=='win'", {
          "sources": ["src/win/screen.cc", "src/win/input.cc", "src/win/windows.cc"],
          "libraries": ["user32.lib", "gdi32.lib", "dwmapi.lib"],
          "msvs_settings": { "VCCLCompilerTool": { "AdditionalOptions": ["/std:c++20", "/EHsc"] } },
        }],
        ["OS=='mac'", {
          "sources": ["src/mac/screen.mm", "src/mac/input.mm", "src/mac/windows.mm"],
          "libraries": ["-framework ApplicationServices", "-framework CoreGraphics", "-framework AppKit"],
          "xcode_settings": { "CLANG_CXX_LANGUAGE_STANDARD": "c++20", "GCC_ENABLE_CPP_EXCEPTIONS": "YES", "MACOSX_DEPLOYMENT_TARGET": "11.0" },
        }],
      ],
    },
    {
      "target_name": "steadyhand-guard",
      "type": "executable",
      "conditions": [
        ["OS=='linux'", {
          "sources": [
            "src/guard/main.cc", "src/guard/borrowed.cc", "src/x11/connection.cc", "src/x11/input_devices.cc",
            "src/x11/input_release.cc",
          ],
          "conditions": [
            ["static_xcb==1", {
              # Without the unused parts of libstdc++ it asks for no newer glibc than 2.35.
              "ldflags": ["-static-libstdc++", "-static-libgcc", "-Wl,--exclude-libs,ALL", "-Wl,--gc-sections"],
              "libraries": ["-Wl,-Bstatic", "-lxcb-xtest", "-lxcb-xinput", "-Wl,-Bdynamic", "-lxcb"],
            }, { "libraries": ["-lxcb-xtest", "-lxcb-xinput", "-lxcb"] }],
          ],
        }, { "type": "none" }],
      ],
    },
  ],
}
