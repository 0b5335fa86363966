/** The displays as the agent sees them, to scale, and which of them it works on. */
import { MonitorPlay, MonitorX } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DisplayInfo } from '../../../../electron/protocol/client-parts.ts';
import { LIVE_OFF, LiveView, type LiveState } from '../../host/live.ts';
import { useAnswer, useHost } from '../../host/use.ts';
import { Act } from '../../ui/button.tsx';
import { Choose } from '../../ui/controls.tsx';
import { Empty, Notice } from '../../ui/parts.tsx';
import { MarkLayer } from '../../ui/shot.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useSettings } from './general.tsx';

export function Screens(): ReactNode {
  const { t } = useTranslation();
  const { settings, set } = useSettings();
  const { data, error, reload } = useAnswer('displays.list', {});
  const displays = data?.displays ?? [];
  return (
    <div className="settings-form">
      <Trouble error={error ?? set.error} onRetry={reload} />
      {data && displays.length === 0 ? <Empty icon={MonitorX} title={t('settings.noDisplays')} /> : null}
      {displays.length > 0 ? (
        <>
          <p className="soft">{t('settings.displaysHelp')}</p>
          <DisplayMap displays={displays} chosen={settings.monitor} />
          <Choose
            label={t('settings.monitor')}
            value={settings.monitor ?? ''}
            choices={[
              { value: '', words: t('settings.allMonitors') },
              ...displays.map((d) => ({ value: d.name, words: d.name })),
            ]}
            onChange={(name) => set.act({ monitor: name === '' ? null : name })}
          />
          <ul className="stack">
            {displays.map((d) => (
              <li key={d.id} className="numbers">
                <strong>{d.name}</strong>{' '}
                <span className="soft">
                  {d.box.x2 - d.box.x1}×{d.box.y2 - d.box.y1} · {d.box.x1}, {d.box.y1} ·{' '}
                  {t('settings.scale', { scale: d.scale })}
                  {d.primary ? ` · ${t('settings.primary')}` : ''}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <section className="stack">
        <h2>{t('settings.calibration')}</h2>
        <p className="soft">{t('settings.calibrationHelp')}</p>
        <PointerCheck />
      </section>
    </div>
  );
}

function DisplayMap({ displays, chosen }: { displays: readonly DisplayInfo[]; chosen: string | null }): ReactNode {
  const { t } = useTranslation();
  const x1 = Math.min(...displays.map((d) => d.box.x1));
  const y1 = Math.min(...displays.map((d) => d.box.y1));
  const x2 = Math.max(...displays.map((d) => d.box.x2));
  const y2 = Math.max(...displays.map((d) => d.box.y2));
  const room = (x2 - x1) * 0.03;
  const size = (x2 - x1) / 22;
  return (
    <div className="display-map">
      <svg
        role="img"
        aria-label={t('settings.screens')}
        viewBox={`${x1 - room} ${y1 - room} ${x2 - x1 + room * 2} ${y2 - y1 + room * 2}`}
      >
        {displays.map((d) => (
          <g key={d.id}>
            <rect
              x={d.box.x1}
              y={d.box.y1}
              width={d.box.x2 - d.box.x1}
              height={d.box.y2 - d.box.y1}
              rx={room / 3}
              data-chosen={chosen === null || chosen === d.name}
            />
            <text x={(d.box.x1 + d.box.x2) / 2} y={(d.box.y1 + d.box.y2) / 2} fontSize={size}>
              {d.name}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** The live picture with a ring where the host says that the pointer is: a person sees at once whether that is so. */
function PointerCheck(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [on, setOn] = useState(false);
  const [live, setLive] = useState<LiveState>(LIVE_OFF);
  useEffect(() => {
    if (!on || !canvas.current) return;
    const view = new LiveView(host, canvas.current, setLive);
    void view.start(10);
    return () => view.stop();
  }, [host, on]);
  const box = live.display?.box ?? { x1: 0, y1: 0, x2: 16, y2: 9 };
  const [width, height] = [box.x2 - box.x1, box.y2 - box.y1];
  return (
    <div className="stack">
      <div>
        <Act icon={on ? MonitorX : MonitorPlay} onPress={() => setOn(!on)}>
          {t(on ? 'live.stop' : 'live.start')}
        </Act>
      </div>
      <div
        className="stage"
        data-state={live.state}
        style={{ aspectRatio: `${width} / ${height}` }}
        role="img"
        aria-label={t('live.canvas')}
      >
        <canvas ref={canvas} width={16} height={9} />
        <svg viewBox={`${box.x1} ${box.y1} ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
          <MarkLayer scale={width / 600} marks={{ points: live.pointer ? [live.pointer] : [] }} />
        </svg>
      </div>
      {live.state === 'on' && live.pointer ? (
        <p className="numbers">{t('settings.pointerAt', { ...live.pointer })}</p>
      ) : null}
      {live.state === 'ended' ? <Notice tone="warn">{t('live.ended', { why: live.why })}</Notice> : null}
    </div>
  );
}
