/** A run as a film: the screen before and after each step, a scrubber, and what was planned, predicted and done. */
import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepInfo } from '../../../../electron/protocol/client-parts.ts';
import { hrefOf } from '../../app/route.ts';
import { useLanguage } from '../../app/theme.ts';
import { usePicture } from '../../host/pictures.ts';
import { count, duration, percent } from '../../i18n/format.ts';
import { sayDecider, sayIntent } from '../../i18n/say.ts';
import { Act } from '../../ui/button.tsx';
import { Meter, Pill, Said } from '../../ui/parts.tsx';
import { Shot } from '../../ui/shot.tsx';
import { RISK_TONES, SEEN_TONES } from '../assistant/step-card.tsx';

/** How long a step stands while the film runs. */
const STEP_MS = 1600;

export interface FilmProps {
  readonly run: string;
  /** Undefined while it is fetched. */
  readonly step: StepInfo | undefined;
  readonly at: number;
  readonly total: number;
  readonly onMove: (at: number) => void;
}

export function Film({ run, step, at, total, onMove }: FilmProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    if (at >= total - 1) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => onMove(at + 1), STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, at, total, onMove]);
  return (
    <section className="card film" aria-label={t('history.film')}>
      <div className="scrub">
        <Act
          compact
          icon={SkipBack}
          label={t('history.previous')}
          isDisabled={at <= 0}
          onPress={() => onMove(at - 1)}
        />
        <Act
          compact
          icon={playing ? Pause : Play}
          label={t(playing ? 'history.pauseFilm' : 'history.play')}
          isDisabled={total < 2}
          onPress={() => {
            if (!playing && at >= total - 1) onMove(0);
            setPlaying(!playing);
          }}
        />
        <Act
          compact
          icon={SkipForward}
          label={t('history.nextStep')}
          isDisabled={at >= total - 1}
          onPress={() => onMove(at + 1)}
        />
        <input
          type="range"
          className="range"
          min={0}
          max={Math.max(0, total - 1)}
          value={at}
          aria-label={t('history.position')}
          aria-valuetext={t('history.positionText', { n: at + 1, total, what: step?.what ?? '' })}
          onChange={(e) => onMove(Number(e.target.value))}
        />
        <span className="numbers small soft">
          {count(at + 1, language)} / {count(total, language)}
        </span>
      </div>
      <Pictures step={step} />
      {step ? <Compared run={run} step={step} /> : <p className="soft">{t('common.loading')}</p>}
    </section>
  );
}

function Pictures({ step }: { step: StepInfo | undefined }): ReactNode {
  const { t } = useTranslation();
  const before = usePicture(step?.frame, 1280);
  const after = usePicture(step?.frameAfter, 1280);
  if (!step) return <div className="shot waiting" />;
  const { grounding } = step;
  const target = grounding?.box ?? null;
  return (
    <div className="film-pictures" data-two={step.frameAfter !== null && step.frameAfter !== step.frame}>
      <figure>
        <Shot
          shown={before}
          label={`${t('history.before')}: ${step.what}`}
          marks={{
            target,
            points: grounding?.point ? [grounding.point] : [],
            others: grounding?.candidates.slice(target ? 1 : 0, 4).map((c) => c.box) ?? [],
          }}
        />
        <figcaption className="hint">{t('history.before')}</figcaption>
      </figure>
      {step.frameAfter === null || step.frameAfter === step.frame ? null : (
        <figure>
          <Shot
            shown={after}
            label={`${t('history.after')}: ${step.effect?.note ?? ''}`}
            marks={{ changed: step.effect?.changed ?? [] }}
          />
          <figcaption className="hint">{t('history.after')}</figcaption>
        </figure>
      )}
    </div>
  );
}

function Compared({ run, step }: { run: string; step: StepInfo }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { verdict, decision, effect, grounding, sent } = step;
  return (
    <div className="compared">
      <section>
        <h4 className="term">{t('history.planned')}</h4>
        <p>
          <Said>{sayIntent(t, step.intent) ?? step.what}</Said>
        </p>
        {grounding ? (
          <p className="row small">
            <span className="soft">{t('assistant.howSure')}</span>
            <Meter value={grounding.confidence} label={t('assistant.howSure')} />
          </p>
        ) : null}
      </section>
      <section>
        <h4 className="term">{t('history.predicted')}</h4>
        {verdict ? (
          <>
            <p>
              <Said>{[verdict.result, verdict.reversible].filter(Boolean).join(' ')}</Said>
            </p>
            <p className="row">
              <Pill tone={RISK_TONES[verdict.risk]}>{t(`risk.${verdict.risk}`)}</Pill>
              {verdict.category === 'none' ? null : <Pill>{t(`category.${verdict.category}`)}</Pill>}
            </p>
            <p className="soft small">
              <Said>{verdict.observation}</Said>
            </p>
          </>
        ) : (
          <p className="soft">–</p>
        )}
      </section>
      <section>
        <h4 className="term">{t('history.actual')}</h4>
        {effect ? (
          <>
            <p>
              <Said>{effect.note || t(`seen.${effect.seen}`)}</Said>
            </p>
            <p className="row">
              <Pill tone={SEEN_TONES[effect.seen]}>{t(`seen.${effect.seen}`)}</Pill>
              <span className="soft small">
                {effect.changedFraction > 0
                  ? t('assistant.changedShare', { share: percent(effect.changedFraction, language) })
                  : t('assistant.nothingChanged')}
              </span>
            </p>
          </>
        ) : (
          <p>{t(`stage.${step.stage}`)}</p>
        )}
        {decision ? (
          <p className="soft small">
            {t(`outcome.${decision.outcome}`)} · {sayDecider(t, decision.by)}
            {sent ? ` · ${sent.via}, ${duration(sent.ms, language)}` : ''}
          </p>
        ) : null}
        <p>
          <a className="small" href={hrefOf('rules', 'test', `${run}:${step.ordinal}`)}>
            {t('history.testRules')}
          </a>
        </p>
      </section>
    </div>
  );
}
