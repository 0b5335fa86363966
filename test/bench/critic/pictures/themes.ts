/** How each desktop looks, as CSS. One look a line where it can be; nothing here is taken from a real theme's files. */

const COMMON = `
*{box-sizing:border-box;margin:0}
body{width:1024px;height:768px;overflow:hidden;font:13px Cantarell,sans-serif;color:#222;position:relative;background:#456}
svg{width:16px;height:16px;vertical-align:middle;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.i{display:inline-block;padding:6px}.b{display:inline-block;padding:6px 16px;margin:4px;border:1px solid #bbb;border-radius:5px;background:#f2f2f2}
.win{position:absolute;background:#fafafa}.title{height:38px;line-height:38px;text-align:center;font-weight:bold;position:relative;padding:0 8px;white-space:nowrap;overflow:hidden}
.title .l{float:left;font-weight:normal}.title .r{float:right;font-weight:normal}.body{padding:14px 20px}
.body p{margin:6px 0;line-height:1.35}.body h1{font-size:20px;margin:8px 0}.row{display:flex;align-items:center;padding:7px 10px;border-bottom:1px solid #e4e4e4;gap:24px}
.row>.g{flex:1}.row>.s{min-width:110px;color:#555}.row.on{background:#3584e4;color:#fff}.row.on>.s{color:#fff}
.f{display:flex;align-items:center;margin:7px 0;gap:12px}.f>.k{min-width:130px}.f>.v{border:1px solid #aaa;background:#fff;color:#111;padding:5px 8px;min-width:250px;min-height:28px;border-radius:4px;white-space:pre}
.mb{padding:5px 10px}.mb span{margin-right:18px}.sw{display:inline-block;width:44px;height:24px;border-radius:12px;background:#c4c4c4;position:relative}
.sw:after{content:"";position:absolute;left:2px;top:2px;width:20px;height:20px;border-radius:10px;background:#fff}.sw.on{background:#3584e4}.sw.on:after{left:22px}
.c{margin:7px 0}.c i{display:inline-block;width:15px;height:15px;border:1px solid #777;background:#fff;margin-right:8px;vertical-align:-3px;border-radius:3px;font:11px/13px sans-serif;text-align:center;color:#fff}
.c i.o{border-radius:8px}.c i.x{background:#3584e4;border-color:#3584e4}.btns{margin-top:10px;text-align:right}
.shade{position:absolute;inset:0;background:rgba(0,0,0,.35)}.dlg{position:absolute;left:50%;top:46%;transform:translate(-50%,-50%);min-width:340px;max-width:520px}
.menu{position:absolute;background:#fff;border:1px solid #bbb;min-width:190px;padding:5px 0;box-shadow:0 2px 8px rgba(0,0,0,.3)}
.menu .m{padding:7px 16px;display:flex;gap:40px;white-space:nowrap}.menu .m span:first-child{flex:1}.menu .m .k{color:#777}.menu hr{border:0;border-top:1px solid #ddd;margin:4px 0}
.bar{background:#fdf3d0;border:1px solid #d9c36a;padding:6px 14px;display:flex;align-items:center;gap:12px;margin:0 0 8px}.bar p{flex:1}
.t{font:14px/19px "DejaVu Sans Mono",monospace;white-space:pre-wrap}.cur{display:inline-block;width:8px;height:16px;background:#ddd;vertical-align:-3px}
.top{position:absolute;left:0;top:0;right:0;height:28px;line-height:28px;background:#111;color:#eee;text-align:center;font-weight:bold}.top .r{position:absolute;right:10px;top:0}.top .l{position:absolute;left:12px;top:0;font-weight:normal}
`;

/** Where the window lies when the theme does not say otherwise. */
const MIDDLE = '.win{left:90px;top:60px;width:840px;height:640px}';

const DARK =
  '.win,.dlg{background:#2b2b2b;color:#eee}.title{background:#333}.b{background:#484848;border-color:#484848;color:#eee}.row{border-color:#444}.row>.s{color:#bbb}.menu{background:#383838;color:#eee;border-color:#222}.f>.v{background:#3a3a3a;color:#eee;border-color:#555}.menu .m .k{color:#aaa}';

const GNOME = `${MIDDLE}.win{border-radius:12px;overflow:hidden;box-shadow:0 3px 14px rgba(0,0,0,.5)}.title{background:#ebebeb;border-bottom:1px solid #d5d5d5}
.dlg{background:#fafafa;border-radius:14px;padding:26px 26px 18px;text-align:center;max-width:460px}.dlg h2{font-size:19px;margin-bottom:10px}.dlg .body{padding:0}.dlg .f,.dlg .c,.dlg .row{text-align:left}
.dlg .btns{display:flex;gap:10px;margin-top:18px}.dlg .b{flex:1;border:0;border-radius:9px;background:#e6e6e6;padding:10px;font-weight:bold;text-align:center}
.b.bad{background:#e01b24;color:#fff;border-color:#c01c28}.dlg .b.bad{background:#fbe0e1;color:#c30000}.b.ok{background:#3584e4;color:#fff}.menu{border-radius:12px}`;

const KDE = `${MIDDLE}body{font-family:"Noto Sans","DejaVu Sans",sans-serif;background:#2f6ea5}.win,.dlg{background:#eff0f1;border:1px solid #888}.title{background:#dee0e2;height:30px;line-height:30px;font-weight:normal}
.dlg h2{font:13px/28px "Noto Sans","DejaVu Sans",sans-serif;text-align:center;background:#dee0e2;margin:0;padding:0 34px}.dlg .body{padding:16px 18px}.b{border-radius:3px;background:#fcfcfc;padding:6px 12px}.b.ok{border:2px solid #3daee9}.b.bad svg{color:#da4453}
.task{position:absolute;left:0;right:0;bottom:0;height:40px;background:#dfe2e5}.task span{line-height:40px;margin-left:14px}.task .r{position:absolute;right:14px}.row.on{background:#3daee9}`;

const WIN = `${MIDDLE}body{font-family:"Open Sans","DejaVu Sans",sans-serif;font-size:12px;background:#0a5fa8}.win,.dlg{background:#fff;border:1px solid #777}.title{background:#fff;height:30px;line-height:30px;font-weight:normal;text-align:left}
.dlg h2{font:12px/30px "Open Sans","DejaVu Sans",sans-serif;text-align:left;padding:0 12px}.dlg .body{padding:12px 14px}.dlg .btns{background:#f0f0f0;margin:14px -14px -12px;padding:8px}.b{border-radius:0;background:#e1e1e1;border-color:#adadad;padding:5px 22px}.b.ok{border:2px solid #0078d7}
.task{position:absolute;left:0;right:0;bottom:0;height:40px;background:#101820;color:#fff}.task span{line-height:40px;margin-left:14px}.task .r{position:absolute;right:14px}.row.on{background:#cce8ff;color:#111}`;

const MAC = `${MIDDLE}body{font-family:Inter,sans-serif;background:#7a5fa0}.win{border-radius:10px;overflow:hidden}.title{background:#e8e6e8;height:34px;line-height:34px}.dlg{background:#ececec;border-radius:12px;padding:20px;text-align:center;max-width:300px;min-width:270px;box-shadow:0 4px 20px rgba(0,0,0,.5)}
.dlg h2{font-size:13px;margin-bottom:8px}.dlg .body{padding:0;font-size:12px}.dlg .btns{display:flex;gap:8px;text-align:center}.dlg .b{flex:1;border:0;border-radius:6px;background:#fff;padding:6px}.b.ok{background:#0a7cff;color:#fff}.dlg .b.bad{color:#d70015}.menu{border-radius:7px}
.top{background:#f4f0f6;color:#111;height:24px;line-height:24px}`;

const XFCE = `${MIDDLE}body{background:#2a5a8a}.win,.dlg{background:#f4f4f3;border:2px solid #4a6e96}.title{background:#4a6e96;color:#fff;height:26px;line-height:26px}.dlg h2{background:#4a6e96;color:#fff;font-size:13px;line-height:26px;text-align:center}.dlg .body{padding:16px}.b{border-radius:3px}.b.ok{border-color:#4a6e96;background:#dfe9f5}
.top{background:#e9e9e9;color:#222;font-weight:normal;height:26px;line-height:26px}`;

const SETUP = `body{background:#fff}.win{left:0;top:0;width:1024px;height:768px;background:#fff}.title{background:#173f4f;color:#fff;text-align:left;padding-left:24px;height:48px;line-height:48px;font-size:17px}.body{padding:24px 60px}.win>.body>.btns:last-of-type{position:absolute;right:30px;bottom:20px}
.dlg{background:#f2f2f2;border:1px solid #444;padding:0}.dlg h2{font-size:14px;padding:10px 16px;background:#ddd}.dlg .body{padding:14px 16px}.b.ok{background:#35b9ab;color:#fff}.b.bad{background:#c9190b;color:#fff}`;

const WEB = `body{background:#ddd;font-family:Arimo,sans-serif}.win{left:0;top:0;width:1024px;height:768px;background:#fff}.title{height:36px;line-height:36px;background:#d3d8de;text-align:left;font-weight:normal}.url{height:38px;background:#f3f4f6;padding:5px 12px;border-bottom:1px solid #ccc}.url div{background:#fff;border:1px solid #bbb;border-radius:14px;height:28px;line-height:27px;padding:0 14px;margin-left:110px;width:640px}.url b{float:left;font-weight:normal;line-height:28px}
.dlg{background:#fff;border-radius:8px;padding:20px 22px;box-shadow:0 4px 30px rgba(0,0,0,.4)}.dlg h2{font-size:17px;margin-bottom:8px}.dlg .body{padding:0}.b.ok{background:#1f6feb;color:#fff;border-color:#1f6feb}.b.bad{background:#cf222e;color:#fff;border-color:#cf222e}.sheet{position:absolute;left:130px;top:72px;width:360px;background:#fff;border:1px solid #aaa;border-radius:8px;padding:12px;box-shadow:0 3px 12px rgba(0,0,0,.35)}.win>.body{padding:22px 60px}`;

const TERM = `${MIDDLE}body{background:#3b2a4a}.win{background:#1e1e1e;color:#ddd}.title{background:#2d2d2d;color:#ddd}.body{padding:8px 10px}.dlg{background:#fafafa;color:#222;padding:20px;border-radius:10px}`;

const TUI = `body{background:#0000a8;color:#000;font-family:"DejaVu Sans Mono",monospace;font-size:15px}.win{left:0;top:0;width:1024px;height:768px;background:#0000a8;color:#fff}.title{text-align:left;color:#ddd;font-weight:normal}.dlg{background:#c0c0c0;color:#000;border:1px solid #000;outline:3px double #c0c0c0;padding:16px;min-width:560px;max-width:760px}.dlg h2{color:#a00;font-size:15px;text-align:center;margin-bottom:10px}.b{background:none;border:0;border-radius:0}.b.ok{background:#a80000;color:#fff}.dlg .btns{text-align:center;word-spacing:6px}.dlg .body{padding:0}`;

const BARE = `body{background:#241f31;color:#fff}.win{left:0;top:0;width:1024px;height:768px;background:#241f31;color:#fff;text-align:center;padding-top:200px}.win>.title{background:none}.dlg{background:#36313f;color:#fff;border-radius:14px;padding:24px;text-align:center}.dlg .b{background:#4c4756;border:0;color:#fff;padding:10px 20px}.b.bad{color:#ff7b7b}.menu{background:#36313f;color:#fff;border-radius:10px;border-color:#222;text-align:left}.btns{text-align:center}`;

const LOOKS: Readonly<Record<string, string>> = {
  gnome: GNOME,
  gnomedark: GNOME + DARK,
  kde: KDE,
  kdedark: KDE + DARK + '.dlg h2,.title,.task{background:#31363b;color:#eee}',
  win: WIN,
  mac: MAC,
  xfce: XFCE,
  setup: SETUP,
  web: WEB,
  term: TERM,
  tui: TUI,
  bare: BARE,
};

/** The style sheet of a theme. Throws for one that is not there. */
export function styleOf(theme: string): string {
  const look = LOOKS[theme];
  if (look === undefined) throw new Error(`no theme "${theme}"; there are ${Object.keys(LOOKS).join(', ')}`);
  return COMMON + look;
}

const CLOCK = 'Nov 12 14:05';
/** What lies around the window: panel, top bar, task bar. */
export function surroundings(theme: string): string {
  if (theme.startsWith('gnome') || theme === 'term')
    return `<div class="top"><span class="l">Activities</span>${CLOCK}<span class="r">en</span></div>`;
  if (theme.startsWith('kde')) return '<div class="task"><span>Applications</span><span class="r">2:05 PM</span></div>';
  if (theme === 'win') return '<div class="task"><span>Type here to search</span><span class="r">14:05</span></div>';
  if (theme === 'mac')
    return '<div class="top"><span class="l">Finder &nbsp; File &nbsp; Edit &nbsp; View &nbsp; Go &nbsp; Window &nbsp; Help</span><span class="r">Thu 14:05</span></div>';
  if (theme === 'xfce')
    return `<div class="top"><span class="l">Applications</span><span class="r">${CLOCK}</span></div>`;
  return '';
}
