/**
 * The screen as it is now, drawn into the page with what is considered on it. A place on it can be pointed at with the
 * pointer or with the arrow keys.
 */
import { MonitorOff } from 'lucide-react';
import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Heat } from '../../../../electron/protocol/client-parts.ts';
import { LIVE_OFF, LiveView, type LiveState } from '../../host/live.ts';
import { useHost, useSnapshot } from '../../host/use.ts';
import { Notice } from '../../ui/parts.tsx';
import { MarkLayer, type Rect } from '../../ui/shot.tsx';
import { moveCross, toScreen, type Place } from './point.ts';

/** What is pointed at: the run's newest step, or what was looked for by hand. */
export interface Focus {
  readonly instruction: string;
  readonly point: Place | null;
  readonly box: Rect | null;
  readonly confidence: number;
  readonly candidates: readonly { readonly box: Rect; readonly score: number; readonly why: string }[];
}

/** Begins and ends the live view with the component, and with the person's wish. */
export function useLive(
  canvas: RefObject<HTMLCanvasElement | null>,
  wanted: boolean,
): { live: LiveState; on: boolean; setOn: (on: boolean) => void } {
  const host = useHost();
  const ready = useSnapshot((s) => s.link === 'ready');
  const [wish, setWish] = useState<boolean | null>(null);
  const [live, setLive] = useState<LiveState>(LIVE_OFF);
  const on = (wish ?? wanted) && ready;
  useEffect(() => {
    if (!on || !canvas.current) return;
    const view = new LiveView(host, canvas.current, setLive);
    void view.start(20);
    return () => view.stop();
  }, [host, on, canvas]);
  return { live, on, setOn: setWish };
}

export function LiveWords({ live }: { live: LiveState }): ReactNode {
  const { t } = useTranslation();
  if (live.state === 'ended') return <Notice tone="warn">{t('live.ended', { why: live.why })}</Notice>;
  if (live.state === 'waiting') return <p className="hint">{t('live.waiting')}</p>;
  return live.state === 'off' ? <p className="hint">{t('live.off')}</p> : null;
}

export function Stage(props: {
  canvas: RefObject<HTMLCanvasElement | null>;
  live: LiveState;
  focus: Focus | null;
  layers: { regions: boolean; heat: boolean };
  heat: Heat | null;
  correcting: boolean;
  cross: Place | null;
  onCross: (place: Place) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { live, focus, correcting, cross } = props;
  const box: Rect = live.display?.box ?? { x1: 0, y1: 0, x2: 1600, y2: 900 };
  const [width, height] = [box.x2 - box.x1, box.y2 - box.y1];
  const showing = live.state === 'on';
  const onClick = (e: MouseEvent<HTMLElement>): void => {
    if (correcting) props.onCross(toScreen(e, e.currentTarget.getBoundingClientRect(), box));
  };
  const onKey = (e: KeyboardEvent): void => {
    if (!correcting) return;
    const from = cross ?? focus?.point ?? { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
    const next = moveCross(from, e.key, e.shiftKey, box);
    if (!next) return;
    e.preventDefault();
    props.onCross(next);
  };
  return (
    <div
      className={`stage ${correcting ? 'correcting' : ''}`}
      style={{ aspectRatio: `${width} / ${height}` }}
      role={correcting ? 'application' : 'img'}
      aria-label={correcting ? `${t('live.canvas')}. ${t('live.canvasHelp')}` : t('live.canvas')}
      {...(correcting ? { tabIndex: 0 } : {})}
      onClick={onClick}
      onKeyDown={onKey}
      data-state={live.state}
    >
      <canvas ref={props.canvas} width={16} height={9} />
      {showing && props.heat && props.layers.heat ? <HeatLayer heat={props.heat} box={box} /> : null}
      {showing ? (
        <svg viewBox={`${box.x1} ${box.y1} ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
          <MarkLayer
            scale={width / 900}
            marks={{
              target: focus?.box ?? null,
              points: cross ? [cross] : focus?.point ? [focus.point] : [],
              others: props.layers.regions ? (focus?.candidates.slice(1, 7).map((c) => c.box) ?? []) : [],
            }}
          />
        </svg>
      ) : (
        <MonitorOff aria-hidden className="stage-off" />
      )}
    </div>
  );
}

/** The grid of masses as a veil: nothing where nothing is, the mark's colour where all of it is. */
function HeatLayer({ heat, box }: { heat: Heat; box: Rect }): ReactNode {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(heat.columns, heat.rows);
    heat.values.forEach((value, i) => image.data.set([214, 0, 108, Math.round(value * 0.75)], i * 4));
    context.putImageData(image, 0, 0);
  }, [heat]);
  const [width, height] = [box.x2 - box.x1, box.y2 - box.y1];
  return (
    <canvas
      ref={ref}
      className="heat"
      width={heat.columns}
      height={heat.rows}
      style={{
        left: `${((heat.box.x1 - box.x1) / width) * 100}%`,
        top: `${((heat.box.y1 - box.y1) / height) * 100}%`,
        width: `${((heat.box.x2 - heat.box.x1) / width) * 100}%`,
        height: `${((heat.box.y2 - heat.box.y1) / height) * 100}%`,
      }}
    />
  );
}
