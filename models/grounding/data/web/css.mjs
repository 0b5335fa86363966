// The style sheet of the desktop kit. Everything is drawn by these rules; colours and sizes come from theme.mjs as variables.
export const BASE_CSS = `
*{box-sizing:border-box;pointer-events:auto!important}
.deco,.deco *{pointer-events:none!important}
html,body{margin:0;height:100%;overflow:hidden;-webkit-font-smoothing:antialiased}
body *{caret-color:transparent;animation:none!important;transition:none!important}
.th{font:400 var(--fs)/var(--lh) var(--ff);color:var(--fg);text-rendering:auto}
.th.caps .btn.tx{text-transform:uppercase;letter-spacing:.04em;font-weight:600}
.abs{position:absolute}.row,.col{display:flex;gap:var(--gap);align-items:center;min-width:0}.col{flex-direction:column;align-items:stretch}
.grow{flex:1 1 0;min-width:0;min-height:0}.wrap{flex-wrap:wrap}.end{justify-content:flex-end}.mid{justify-content:center}.between{justify-content:space-between}
.pad{padding:calc(var(--gap)*1.5)}.pad0{padding:0}.dim{color:var(--fg2)}.small{font-size:.86em}.big{font-size:1.35em}.huge{font-size:2em}.b{font-weight:700}
.ell{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;min-width:0}.nw{white-space:nowrap}.mono{font-family:var(--mono)}.center{text-align:center}
.ic{display:inline-flex;flex:none;width:var(--icon);height:var(--icon);vertical-align:middle}.ic svg{width:100%;height:100%;display:block}
.win{position:absolute;display:flex;flex-direction:column;background:var(--bg);border-radius:var(--wr);box-shadow:var(--shadow);overflow:hidden;border:1px solid var(--border)}
.win.max{border-radius:0;border:0}.win>.content{flex:1;min-height:0;display:flex;flex-direction:column;overflow:hidden}
.titlebar,.headerbar{display:flex;align-items:center;gap:6px;background:var(--header);color:var(--header-fg);flex:none;padding:0 8px;min-height:calc(var(--ctl) + 4px)}
.headerbar{min-height:calc(var(--ctl) + 14px)}.win.inactive>.titlebar,.win.inactive>.headerbar{filter:saturate(.5);color:var(--fg2)}
.title{flex:1 1 auto;min-width:0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;font-weight:600;text-align:center}.title.left{text-align:left}
.controls{display:flex;gap:2px;align-items:center;flex:none;align-self:stretch}
.wctl{display:inline-flex;align-items:center;justify-content:center;width:26px;height:26px;color:inherit;align-self:center;flex:none}.wctl .ic{width:14px;height:14px}
.wc-circle .wctl{border-radius:50%;background:color-mix(in srgb,currentColor 12%,transparent);width:24px;height:24px;margin:0 3px}
.wc-wide .wctl{width:44px;height:100%;min-height:30px;align-self:stretch}.wc-wide .controls{margin-right:-8px}.wc-wide .wctl .ic{width:12px;height:12px}
.wc-lights .wctl{width:13px;height:13px;border-radius:50%;margin:0 4px;font-size:0}.wc-lights .wctl .ic{display:none}
.wc-bevel .wctl{width:18px;height:16px;background:var(--btn-bg);color:var(--fg);border:1px solid;border-color:var(--hi) var(--lo) var(--lo) var(--hi)}.wc-bevel .wctl .ic{width:11px;height:11px}
.btn{display:inline-flex;align-items:center;justify-content:center;gap:6px;height:var(--ctl);padding:0 var(--padx);border-radius:var(--radius);color:inherit;border:1px solid transparent;white-space:nowrap;flex:none;max-width:100%;font:inherit;line-height:1.1;background:none}
.btn.icon{width:var(--ctl);padding:0}.btn.below{flex-direction:column;height:auto;padding:3px 6px;gap:2px;font-size:.86em}.btn.stretch{width:100%}
.btn-outline .btn,.btn-gradient .btn,.btn-soft .btn,.btn-solid .btn,.btn-bevel .btn{background:var(--btn-bg)}
.btn-outline .btn{border-color:var(--border)}.btn-gradient .btn{background:linear-gradient(color-mix(in srgb,var(--btn-bg),#fff 9%),color-mix(in srgb,var(--btn-bg),#000 8%));border-color:var(--border)}
.btn-soft .btn{background:color-mix(in srgb,var(--fg) 9%,transparent)}.btn-solid .btn{background:color-mix(in srgb,var(--fg) 20%,transparent)}
.btn-bevel .btn,.bevel{border:2px solid;border-color:var(--hi) var(--lo) var(--lo) var(--hi);border-radius:0}
.btn-filled .btn{background:color-mix(in srgb,var(--accent) 18%,transparent)}.btn-flat .btn{background:transparent;font-weight:600}
.tool .btn,.headerbar .btn:not(.keep),.btn.ghost{background:transparent;border-color:transparent}.btn-bevel .btn.ghost{border-color:transparent}
.headerbar .btn.raised{background:color-mix(in srgb,currentColor 10%,transparent)}
.btn.primary,.headerbar .btn.primary{background:var(--accent)!important;color:var(--accent-fg);border-color:transparent}.btn.danger{background:var(--danger)!important;color:#fff;border-color:transparent}
.btn.pressed{background:color-mix(in srgb,var(--accent) 30%,transparent)!important}.btn.disabled,.disabled{opacity:.45}.btn.default{border-color:var(--accent)}
.btn.round{border-radius:99px}.focus{outline:2px solid var(--accent);outline-offset:1px}
.group{display:inline-flex}.group>.btn{border-radius:0;margin-left:-1px}.group>.btn:first-child{border-radius:var(--radius) 0 0 var(--radius)}.group>.btn:last-child{border-radius:0 var(--radius) var(--radius) 0}
.field{display:inline-flex;align-items:center;gap:6px;height:var(--ctl);padding:0 8px;border:1px solid var(--border);border-radius:var(--radius);background:var(--view);color:var(--fg);min-width:40px;overflow:hidden;white-space:nowrap;flex:0 1 auto}
.field>.v{overflow:hidden;text-overflow:clip;flex:1;min-width:0}.field.area{height:auto;align-items:flex-start;white-space:normal;padding:6px 8px;line-height:1.4}.field.end .v{text-align:right}
.in-soft .field{border-color:transparent;background:color-mix(in srgb,var(--fg) 8%,transparent)}.in-underline .field{border-width:0 0 1px;border-radius:0;background:transparent;border-color:var(--fg2)}
.in-bottom .field{border-bottom:2px solid var(--fg2)}.in-filled .field{border-width:0 0 2px;border-radius:4px 4px 0 0;background:color-mix(in srgb,var(--fg) 8%,transparent)}
.in-sunken .field,.sunken{border:2px solid;border-color:var(--lo) var(--hi) var(--hi) var(--lo);border-radius:0;background:var(--view)}
.field.focus{border-color:var(--accent);outline-width:1px;outline-offset:0}.field .ph{color:var(--fg2)}.field .cur{display:inline-block;width:1px;height:1.2em;background:currentColor;vertical-align:text-bottom}.field.pill{border-radius:99px;padding:0 12px}
.field mark,.selected-text{background:var(--accent);color:var(--accent-fg)}
.spin{padding-right:0;align-items:stretch}.spin>.v{align-self:center}.spin .st{width:calc(var(--ctl)*.8);display:flex;align-items:center;justify-content:center;border-left:1px solid var(--border);align-self:stretch}.spin .ic{width:12px;height:12px}
.spin .stk{display:flex;flex-direction:column;border-left:1px solid var(--border);width:18px;align-self:stretch}.spin .stk>span{flex:1;display:flex;align-items:center;justify-content:center;overflow:hidden}.spin .stk .ic{width:9px;height:9px}
.combo .ar{width:12px;height:12px;opacity:.8}.combo{justify-content:space-between}
.col>.tick,.lt>.tick{align-self:flex-start}
.tick{display:inline-flex;align-items:center;gap:8px;min-width:0;max-width:100%}.tick>i{flex:none;width:var(--tick);height:var(--tick);border:1px solid var(--fg2);border-radius:var(--tick-r);background:var(--view);position:relative;font-style:normal;display:inline-flex;align-items:center;justify-content:center}
.tick.radio>i{border-radius:50%}.tick.on>i{background:var(--accent);border-color:var(--accent);color:var(--accent-fg)}.tick.on>i svg{width:85%;height:85%}.tick.radio.on>i::after{content:'';width:42%;height:42%;border-radius:50%;background:currentColor}
.btn-bevel .tick>i{border:2px solid;border-color:var(--lo) var(--hi) var(--hi) var(--lo);background:var(--view)!important;color:var(--fg)!important}
.tick.mixed>i::after{content:'';width:60%;height:2px;background:currentColor}
.sw{--h:calc(var(--ctl)*.68);flex:none;display:inline-block;width:calc(var(--h)*1.9);height:var(--h);border-radius:99px;background:var(--track);position:relative}.sw::after{content:'';position:absolute;top:2px;left:2px;height:calc(100% - 4px);aspect-ratio:1;border-radius:50%;background:#fff;box-shadow:0 1px 2px rgb(0 0 0/.4)}
.sw.on{background:var(--accent)}.sw.on::after{left:auto;right:2px}.sw-square .sw{border-radius:3px;border:1px solid var(--border)}.sw-square .sw::after{border-radius:2px;aspect-ratio:1.2}
.sw-outline .sw:not(.on){background:transparent;border:1.5px solid var(--fg2)}.sw-outline .sw::after{background:var(--fg2);box-shadow:none;top:20%;height:60%;left:5px}.sw-outline .sw.on::after{background:var(--accent-fg);left:auto;right:5px}
.sw-material .sw{height:calc(var(--h)*.62);width:calc(var(--h)*1.5);margin:calc(var(--h)*.19) 0}.sw-material .sw::after{top:-18%;height:136%;left:-2px;background:var(--bg2)}.sw-material .sw.on{background:color-mix(in srgb,var(--accent) 50%,transparent)}.sw-material .sw.on::after{background:var(--accent);right:-2px;left:auto}
.slider{position:relative;height:calc(var(--tick) + 8px);min-width:60px;flex:1 1 120px}.slider>b{position:absolute;left:0;right:0;top:calc(50% - 2px);height:4px;border-radius:3px;background:var(--track)}.slider>b>b{display:block;height:100%;border-radius:3px;background:var(--accent)}
.slider>i{position:absolute;top:50%;width:calc(var(--tick) + 2px);height:calc(var(--tick) + 2px);margin:calc(var(--tick)/-2 - 1px);border-radius:50%;background:var(--btn-bg);border:1px solid var(--border);box-shadow:0 1px 3px rgb(0 0 0/.35)}.slider.acc>i{background:var(--accent)}.btn-bevel .slider>i{border-radius:0;width:10px;margin-left:-5px}
.slider.vert{width:calc(var(--tick) + 8px);height:110px;flex:none;min-width:0}.slider.vert>b{left:calc(50% - 2px);right:auto;width:4px;top:0;bottom:0;height:auto}.slider.vert>i{left:50%}
.prog{height:8px;border-radius:var(--radius);background:var(--track);overflow:hidden;flex:1}.prog>b{display:block;height:100%;background:var(--accent)}
.tabs{display:flex;flex:none;align-items:flex-end;gap:2px;min-width:0}.tab{display:inline-flex;align-items:center;gap:6px;height:var(--ctl);padding:0 12px;white-space:nowrap;border-radius:var(--radius);min-width:0;flex:0 1 auto}.tab .ell{flex:1}.tab .x{width:14px;height:14px;opacity:.75}
.tab-underline .tab{border-radius:0;border-bottom:2px solid transparent}.tab-underline .tab.on{border-color:var(--accent);font-weight:600}.tab-underline .tabs{border-bottom:1px solid var(--border)}
.tab-pill .tab.on,.tab-segmented .tab.on{background:color-mix(in srgb,var(--fg) 14%,transparent)}.tab-segmented .tabs{background:color-mix(in srgb,var(--fg) 8%,transparent);border-radius:var(--radius);padding:2px;align-self:center}
.tab-classic .tabs{padding:0 4px;border-bottom:1px solid var(--border)}.tab-classic .tab{color:var(--fg);border:1px solid var(--border);border-bottom:0;border-radius:var(--radius) var(--radius) 0 0;background:var(--bg2)}.tab-classic .tab.on{background:var(--view);margin-bottom:-1px;padding-bottom:1px}
.tab-boxed .tab{border:1px solid var(--border);border-radius:0}.tab-boxed .tab{color:var(--fg);background:var(--bg)}.tab-boxed .tab.on{background:var(--accent);color:var(--accent-fg)}
.tabs.fill .tab{flex:1 1 0;justify-content:center}
.menubar{display:flex;flex:none;padding:0 4px;background:var(--bg);color:var(--fg)}.menubar>span{padding:3px 8px;border-radius:var(--radius);white-space:nowrap}.menubar>.on{background:var(--accent);color:var(--accent-fg)}
.menu{position:absolute;background:var(--view);border:1px solid var(--border);border-radius:min(var(--wr),12px);box-shadow:0 4px 16px rgb(0 0 0/.3);padding:4px;min-width:130px;z-index:50;color:var(--fg)}
.mi{display:flex;align-items:center;gap:10px;height:calc(var(--row)*.86);padding:0 10px;border-radius:min(var(--radius),6px);white-space:nowrap}.mi.on{background:var(--accent);color:var(--accent-fg)}.mi .ac{margin-left:auto;padding-left:24px;color:var(--fg2)}.mi.on .ac{color:inherit}.mi .ic{width:16px;height:16px}.mi .sub{width:12px;height:12px;margin-left:auto}.mi .gut{width:16px;flex:none;display:inline-flex}
.sep{height:1px;background:var(--border);margin:4px 0;flex:none}.vsep{width:1px;align-self:stretch;background:var(--border);margin:3px 2px;flex:none}
.toolbar{display:flex;align-items:center;gap:2px;flex:none;padding:3px 6px;background:var(--bg);min-width:0;overflow:hidden}.toolbar.line{border-bottom:1px solid var(--border)}.statusbar{display:flex;gap:14px;align-items:center;flex:none;padding:2px 10px;font-size:.9em;border-top:1px solid var(--border);color:var(--fg2);white-space:nowrap;overflow:hidden}
.side{flex:none;background:var(--bg2);border-right:1px solid var(--border);overflow:hidden;padding:4px;display:flex;flex-direction:column}.si{display:flex;align-items:center;gap:9px;height:var(--row);padding:0 10px;border-radius:var(--radius);flex:none;min-width:0}.si.on{background:var(--accent-soft)}.si.solid.on{background:var(--accent);color:var(--accent-fg)}.side h6{margin:8px 10px 2px;font-size:.82em;color:var(--fg2);font-weight:600}
.list{display:flex;flex-direction:column;min-width:0}.li{display:flex;align-items:center;gap:10px;min-height:var(--row);padding:4px 12px;min-width:0;flex:none}.li.on{background:var(--accent-soft)}.li .lt{flex:1 1 0;min-width:0;display:flex;flex-direction:column}
.list-boxed .list.set{background:var(--view);border:1px solid var(--border);border-radius:max(var(--radius),6px);overflow:hidden}.list-boxed .list.set>.li+.li{border-top:1px solid var(--border)}
.list-cards .list.set{gap:4px}.list-cards .list.set>.li{background:var(--view);border:1px solid var(--border);border-radius:var(--radius)}
.view{background:var(--view);overflow:hidden;min-height:0;min-width:0}.view.sunk{border:1px solid var(--border);border-radius:var(--radius)}
h3.sec{margin:10px 0 6px;font-size:1em;font-weight:700}h2.pg{margin:4px 0 8px;font-size:1.5em;font-weight:600}
table.t{border-collapse:separate;border-spacing:0;width:100%;table-layout:fixed}.t th{font-weight:600;text-align:left;padding:3px 8px;border-bottom:1px solid var(--border);height:calc(var(--row)*.85);background:var(--bg2);white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.t td{padding:2px 8px;height:calc(var(--row)*.86);white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.t td .btn{height:calc(var(--ctl)*.85)}.t td .btn.icon{width:calc(var(--ctl)*.85)}
.t tr.on td{background:var(--accent-soft)}.stripes .t tr:nth-child(even) td{background:var(--bg2)}.gridlines .t td{border-bottom:1px solid var(--border)}.t.cells td,.t.cells th{border:solid var(--border);border-width:0 1px 1px 0;padding:0 5px;height:calc(var(--fs)*1.65)}.t td.r,.t th.r{text-align:right}
.grid{display:grid;gap:var(--gap);align-content:start}.tile{display:flex;flex-direction:column;align-items:center;gap:5px;padding:8px 4px;border-radius:var(--radius);text-align:center;min-width:0;line-height:1.2}.tile .nm{max-width:100%;overflow:hidden;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow-wrap:anywhere}.tile.on{background:var(--accent-soft)}
.card{background:var(--view);border:1px solid var(--border);border-radius:max(var(--radius),4px);overflow:hidden;min-width:0}.pic{background-size:cover;background-position:center;flex:none}.avatar{width:calc(var(--row)*.95);height:calc(var(--row)*.95);border-radius:50%;flex:none;display:inline-flex;align-items:center;justify-content:center;color:#fff;font-weight:600;font-size:.9em}
.scroll{position:absolute;right:0;top:0;bottom:0;width:14px}.sc-overlay .scroll{width:6px}.sc-thin .scroll{width:9px}.scroll>b{position:absolute;left:2px;right:2px;border-radius:9px;background:var(--fg2);opacity:.55}.sc-classic .scroll{background:var(--bg2);border-left:1px solid var(--border)}.sc-classic .scroll>b{border-radius:1px;left:1px;right:1px;opacity:1;background:var(--btn-bg);border:1px solid var(--border)}
.badge{background:var(--accent);color:var(--accent-fg);border-radius:99px;padding:0 7px;font-size:.8em;line-height:1.6;flex:none}.badge.warn{background:var(--warn);color:#111}.badge.ok{background:var(--ok);color:#fff}.link{color:var(--link);text-decoration:underline;text-underline-offset:2px}.link.plain{text-decoration:none}
.banner{display:flex;align-items:center;gap:10px;padding:6px 12px;background:var(--accent-soft);flex:none}.toast{position:absolute;display:flex;gap:10px;align-items:flex-start;background:var(--bg2);color:var(--fg);border-radius:max(var(--radius),4px);padding:12px;box-shadow:0 4px 18px rgb(0 0 0/.4);border:1px solid var(--border);z-index:60}
.dim-layer{position:absolute;inset:0;background:rgb(0 0 0/.45)}.app{display:inline-flex;align-items:center;justify-content:center;flex:none;color:#fff}.app .ic{width:60%;height:60%}
.lab{flex:none;min-width:0}.frow{display:grid;grid-template-columns:minmax(70px,34%) 1fr;gap:var(--gap) 12px;align-items:center}.frow>.lab{text-align:right}.frow.top{grid-template-columns:1fr;gap:4px}.frow.top>.lab{text-align:left}
.panel{position:absolute;display:flex;align-items:center;z-index:40}.pi{display:inline-flex;align-items:center;justify-content:center;gap:6px;padding:0 8px;height:100%;white-space:nowrap;flex:none}.pi.on{background:color-mix(in srgb,currentColor 18%,transparent)}
.lit{position:relative}.lit::after{content:'';position:absolute;bottom:1px;left:38%;right:38%;height:3px;border-radius:2px;background:var(--accent)}
.ln{color:var(--fg2);text-align:right;padding-right:10px;user-select:none;opacity:.7}.codeline{white-space:pre;height:1.45em;line-height:1.45em}
.chip{display:inline-flex;align-items:center;gap:5px;height:calc(var(--ctl)*.85);padding:0 10px;border-radius:99px;border:1px solid var(--border);white-space:nowrap;flex:none}.chip.on{background:var(--accent-soft);border-color:var(--accent)}
.bubble{max-width:70%;padding:7px 12px;border-radius:14px;background:var(--bg3);align-self:flex-start}.bubble.me{background:var(--accent);color:var(--accent-fg);align-self:flex-end}
.swatch{width:22px;height:22px;border-radius:var(--tick-r);border:1px solid rgb(0 0 0/.3);flex:none}.swatch.on{outline:2px solid var(--accent);outline-offset:1px}
iframe{border:0;display:block;width:100%;flex:1;min-height:0;background:#fff}
`;
