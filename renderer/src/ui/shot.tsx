/** A picture of the screen with marks on it. Marks and views are global physical pixels. */
import { ImageOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shown } from '../host/pictures.ts';

export interface Rect {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}
export interface Marks {
  readonly target?: Rect | null;
  readonly others?: readonly Rect[];
  readonly points?: readonly { readonly x: number; readonly y: number }[];
  readonly changed?: readonly Rect[];
}

/** The part of a screen around a box, with room to see what it belongs to; inside the screen, never tiny. */
export function around(screen: Rect, box: Rect, room: number, least: { width: number; height: number }): Rect {
  const width = Math.min(screen.x2 - screen.x1, Math.max(least.width, box.x2 - box.x1 + room * 2));
  const height = Math.min(screen.y2 - screen.y1, Math.max(least.height, box.y2 - box.y1 + room * 2));
  const clamp = (n: number, low: number, high: number): number => Math.round(Math.max(low, Math.min(high, n)));
  const x1 = clamp((box.x1 + box.x2 - width) / 2, screen.x1, screen.x2 - width);
  const y1 = clamp((box.y1 + box.y2 - height) / 2, screen.y1, screen.y2 - height);
  return { x1, y1, x2: x1 + width, y2: y1 + height };
}

const rect = (b: Rect, className: string, key: string): ReactNode => (
  <rect key={key} className={className} x={b.x1} y={b.y1} width={b.x2 - b.x1} height={b.y2 - b.y1} rx={2} />
);

/** The marks alone, for a picture that is drawn otherwise. `scale` is how many pixels a drawn one stands for. */
export function MarkLayer({ marks, scale }: { marks: Marks; scale: number }): ReactNode {
  const ring = 11 * scale;
  return (
    <g className="marks" aria-hidden>
      {marks.changed?.map((b, i) => rect(b, 'mark-change', `c${i}`))}
      {marks.others?.flatMap((b, i) => [rect(b, 'mark-halo', `oh${i}`), rect(b, 'mark-other', `o${i}`)])}
      {marks.target ? [rect(marks.target, 'mark-halo', 'th'), rect(marks.target, 'mark-target', 't')] : null}
      {marks.points?.map((p, i) => (
        <g key={`p${i}`}>
          <circle className="mark-halo" cx={p.x} cy={p.y} r={ring} />
          <circle className="mark-target" cx={p.x} cy={p.y} r={ring} />
          <circle className="mark-dot" cx={p.x} cy={p.y} r={3 * scale} />
        </g>
      ))}
    </g>
  );
}

export interface ShotProps {
  /** `undefined` while it loads, null when there is none. */
  readonly shown: Shown | null | undefined;
  readonly label: string;
  readonly marks?: Marks;
  /** The part to show; all of it when absent. */
  readonly view?: Rect | null;
  /** Says that there is none; absent: nothing is shown then. */
  readonly missing?: string;
}

export function Shot({ shown, label, marks, view, missing }: ShotProps): ReactNode {
  const { t } = useTranslation();
  if (shown === undefined) return <div className="shot waiting" aria-hidden />;
  if (shown === null) {
    return (
      <div className="shot missing small">
        <ImageOff aria-hidden />
        {missing ?? t('history.noPicture')}
      </div>
    );
  }
  const seen = view ?? shown.box;
  const [width, height] = [seen.x2 - seen.x1, seen.y2 - seen.y1];
  const whole = shown.box;
  return (
    <svg
      className="shot"
      role="img"
      aria-label={label}
      viewBox={`${seen.x1} ${seen.y1} ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
    >
      <image
        href={shown.url}
        x={whole.x1}
        y={whole.y1}
        width={whole.x2 - whole.x1}
        height={whole.y2 - whole.y1}
        preserveAspectRatio="none"
      />
      {marks ? <MarkLayer marks={marks} scale={Math.max(0.6, width / (view ? 420 : 1000))} /> : null}
    </svg>
  );
}
