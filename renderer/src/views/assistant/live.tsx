/**
 * The screen as it is now, with what the agent considered on it. While a run is paused another place can be pointed at,
 * with the pointer, with the arrow keys, or by choosing one of the places considered.
 */
import { MonitorOff, MonitorPlay, Search } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroundingInfo, RunState } from '../../../../electron/protocol/client-parts.ts';
import { useAnnounce } from '../../app/announce.tsx';
import { useLanguage } from '../../app/theme.ts';
import type { RunView, StepCard } from '../../host/run-view.ts';
import { useDeed, useHost, useInControl, useMissing } from '../../host/use.ts';
import { percent } from '../../i18n/format.ts';
import { Act } from '../../ui/button.tsx';
import { Toggle } from '../../ui/controls.tsx';
import { Meter, Notice } from '../../ui/parts.tsx';
import type { Rect } from '../../ui/shot.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { Place } from '../live/point.ts';
import { LiveWords, Stage, useLive, type Focus } from '../live/stage.tsx';

export function Live({ run, view }: { run: RunState; view: RunView | null }): ReactNode {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { live, on, setOn } = useLive(canvas, run.phase !== 'finished');
  const card = view?.cards.at(-1) ?? null;
  const [found, setFound] = useState<GroundingInfo | null>(null);
  const [layers, setLayers] = useState({ regions: true, heat: true });
  const [cross, setCross] = useState<Place | null>(null);
  const noHeat = useMissing('heat');
  const focus: Focus | null = run.phase === 'finished' ? found : (card?.grounded ?? found);
  const correcting = run.phase === 'paused' && card?.grounded !== null && card !== null && card.acted === null;
  // A cross belongs to one step.
  useEffect(() => setCross(null), [card?.key, run.phase]);
  return (
    <section className="card live" aria-labelledby="live-heading">
      <div className="row apart">
        <h2 id="live-heading">{t('live.heading')}</h2>
        <Act compact tone="quiet" icon={on ? MonitorOff : MonitorPlay} onPress={() => setOn(!on)}>
          {t(on ? 'live.stop' : 'live.start')}
        </Act>
      </div>
      <Stage
        canvas={canvas}
        live={live}
        focus={focus}
        layers={layers}
        heat={run.phase === 'finished' ? null : (card?.heat ?? null)}
        correcting={correcting}
        cross={cross}
        onCross={setCross}
      />
      <LiveWords live={live} />
      <div className="row layers" role="group" aria-label={t('live.layers')}>
        <Toggle on={layers.regions} onChange={(regions) => setLayers({ ...layers, regions })}>
          {t('live.regions')}
        </Toggle>
        <Toggle
          on={layers.heat && noHeat === null}
          disabled={noHeat !== null}
          onChange={(heat) => setLayers({ ...layers, heat })}
        >
          {t('live.heat')}
        </Toggle>
        {noHeat === null ? null : <span className="hint">{t('live.heatMissing')}</span>}
      </div>
      {correcting ? (
        <Correct run={run} card={card} focus={focus} cross={cross} onCross={setCross} />
      ) : focus ? (
        <Considered focus={focus} />
      ) : null}
      {run.phase === 'finished' || run.phase === 'paused' ? <Where onFound={setFound} /> : null}
    </section>
  );
}

const centre = (b: Rect): Place => ({ x: Math.floor((b.x1 + b.x2) / 2), y: Math.floor((b.y1 + b.y2) / 2) });

function Correct(props: {
  run: RunState;
  card: StepCard;
  focus: Focus | null;
  cross: Place | null;
  onCross: (place: Place | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const say = useAnnounce();
  const steers = useInControl();
  const missing = useMissing('correction');
  const [kept, setKept] = useState(false);
  const { cross, card, focus } = props;
  const correct = useDeed(async (point: Place) => {
    await host.call('run.correct', { step: card.step, point });
    setKept(true);
    say(t('live.corrected'));
  });
  useEffect(() => setKept(false), [card.key]);
  if (missing !== null) return <p className="hint">{missing}</p>;
  if (kept) return <Notice tone="good">{t('live.corrected')}</Notice>;
  return (
    <div className="stack">
      <p className="hint">{t('live.correctHint')}</p>
      <ul className="row places">
        {focus?.candidates.slice(0, 7).map((c, i) => (
          <li key={i}>
            <Act compact isDisabled={!steers} onPress={() => props.onCross(centre(c.box))}>
              {i === 0 ? t('live.chosen') : t('live.other', { n: i })}{' '}
              <span className="soft numbers">{percent(c.score, language)}</span>
              <span className="hidden-text">, {c.why}</span>
            </Act>
          </li>
        ))}
      </ul>
      {cross ? (
        <div className="row">
          <span className="numbers">{t('live.correctHere', { ...cross })}</span>
          <Act tone="primary" compact isDisabled={!steers || correct.busy} onPress={() => correct.act(cross)}>
            {t('live.useThis')}
          </Act>
          <Act compact tone="quiet" onPress={() => props.onCross(null)}>
            {t('common.cancel')}
          </Act>
        </div>
      ) : null}
      <Trouble error={correct.error} />
    </div>
  );
}

function Considered({ focus }: { focus: Focus }): ReactNode {
  const { t } = useTranslation();
  if (focus.candidates.length === 0) return null;
  return (
    <details>
      <summary>{`${t('live.considered')} (${focus.candidates.length})`}</summary>
      <ol className="considered small">
        {focus.candidates.map((c, i) => (
          <li key={i} className="row apart">
            <span>
              <i className={i === 0 ? 'swatch target' : 'swatch other'} aria-hidden /> {c.why}
            </span>
            <Meter value={c.score} label={t('live.score', { score: '' })} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Reads the screen now and says where a phrase points: to try out how a thing is found, without a run. */
function Where({ onFound }: { onFound: (found: GroundingInfo) => void }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const [words, setWords] = useState('');
  const [found, setFound] = useState<GroundingInfo | null>(null);
  const find = useDeed(async () => {
    const { grounding } = await host.call('screen.ground', { instruction: words.trim() });
    setFound(grounding);
    onFound(grounding);
  });
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        if (words.trim() !== '') find.act();
      }}
    >
      <div className="row">
        <input
          className="input grow"
          aria-label={t('live.ground')}
          placeholder={`${t('live.ground')} ${t('live.groundPlaceholder')}`}
          value={words}
          onChange={(e) => setWords(e.target.value)}
        />
        <Act type="submit" icon={Search} isDisabled={!steers || find.busy || words.trim() === ''}>
          {t('live.find')}
        </Act>
      </div>
      {found ? (
        <p role="status" className="row small">
          {found.point ? t('live.foundAt', found.point) : t('assistant.notFound')}
          <Meter value={found.confidence} label={t('assistant.howSure')} />
        </p>
      ) : null}
      <Trouble error={find.error} />
    </form>
  );
}
