/** One step: what and where in plain words, how sure, why it was allowed, what came of it, with the place enlarged. */
import { LoaderCircle } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/theme.ts';
import { usePicture } from '../../host/pictures.ts';
import type { StepCard } from '../../host/run-view.ts';
import { percent } from '../../i18n/format.ts';
import { sayDecider, sayIntent } from '../../i18n/say.ts';
import { Fact, Meter, Pill, Said, type Tone } from '../../ui/parts.tsx';
import { around, Shot } from '../../ui/shot.tsx';

export const RISK_TONES = { safe: 'good', caution: 'warn', destructive: 'bad' } as const;
export const SEEN_TONES: Readonly<Record<'yes' | 'no' | 'unknown', Tone>> = { yes: 'good', no: 'bad', unknown: 'none' };
/** A close-up shows at least this much, global physical pixels. */
const CLOSE_UP = { width: 360, height: 150 };

export const StepCardView = memo(function StepCardView({ card, isNow }: { card: StepCard; isNow: boolean }): ReactNode {
  const { t } = useTranslation();
  const what = titleOf(card);
  const { grounded, verdict, decision, verified } = card;
  return (
    <article className={`card step ${isNow ? 'now' : ''}`} aria-label={t('assistant.stepName', { n: card.step })}>
      <header className="step-head">
        <span className="number numbers" aria-hidden>
          {card.step}
        </span>
        <div className="grow">
          <h3>
            <Said>{what}</Said>
          </h3>
          <div className="row pills">
            {verdict ? <Pill tone={RISK_TONES[verdict.risk]}>{t(`risk.${verdict.risk}`)}</Pill> : null}
            {decision ? (
              <Pill tone={decision.outcome === 'allow' ? 'info' : 'bad'}>{t(`outcome.${decision.outcome}`)}</Pill>
            ) : null}
            {verified ? <Pill tone={SEEN_TONES[verified.seen]}>{t(`seen.${verified.seen}`)}</Pill> : null}
            {isNow && !verified && decision?.outcome !== 'block' ? <Doing card={card} /> : null}
          </div>
        </div>
      </header>
      <Place card={card} />
      <dl className="step-facts">
        {grounded ? (
          <>
            <Fact term={t('assistant.where')}>
              {grounded.point ? (
                <span>
                  <Said>{grounded.instruction}</Said>{' '}
                  <span className="soft numbers">{t('assistant.at', grounded.point)}</span>
                </span>
              ) : (
                t('assistant.notFound')
              )}
            </Fact>
            <Fact term={t('assistant.howSure')}>
              <Meter value={grounded.confidence} label={t('assistant.howSure')} />
            </Fact>
          </>
        ) : null}
        {decision ? (
          <Fact term={t(decision.outcome === 'allow' ? 'assistant.whyAllowed' : 'assistant.whyRefused')}>
            {sayDecider(t, decision.by)}
          </Fact>
        ) : null}
        {verified ? (
          <Fact term={t('assistant.whatChanged')}>
            <Changed note={verified.note} fraction={verified.changedFraction} />
          </Fact>
        ) : null}
      </dl>
      {verdict || decision ? (
        <details>
          <summary>{t('assistant.details')}</summary>
          <div className="stack small">
            {decision && decision.reason !== '' ? <Said>{decision.reason}</Said> : null}
            {verdict?.result ? (
              <p>
                <span className="soft">{t('assistant.predicted')}: </span>
                <Said>{verdict.result}</Said>
              </p>
            ) : null}
            {verdict?.rule ? <p className="soft mono">{verdict.rule}</p> : null}
          </div>
        </details>
      ) : null}
    </article>
  );

  function titleOf(one: StepCard): string {
    if (one.acted) return sayIntent(t, one.acted.intent) ?? one.acted.what;
    if (one.asked) return one.asked.request.action.replace(/\.$/, '');
    return one.grounded ? one.grounded.instruction : t('assistant.looking');
  }
});

function Doing({ card }: { card: StepCard }): ReactNode {
  const { t } = useTranslation();
  const now = card.acted ? 'checking' : card.verdict ? 'acting' : card.grounded ? 'judging' : 'finding';
  return (
    <span className="soft small row">
      <LoaderCircle aria-hidden className="turning" />
      {t(`assistant.${now}`)}
    </span>
  );
}

function Changed({ note, fraction }: { note: string; fraction: number }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const share =
    fraction > 0 ? t('assistant.changedShare', { share: percent(fraction, language) }) : t('assistant.nothingChanged');
  if (note === '') return share;
  return (
    <>
      <Said>{note}</Said> <span className="soft small">· {share}</span>
    </>
  );
}

/** The place enlarged: before it is acted on the target, and beside it what came of it. */
function Place({ card }: { card: StepCard }): ReactNode {
  const { t } = useTranslation();
  const { grounded, observed } = card;
  const shown = usePicture(grounded?.box ? observed?.frame : null, 1600);
  if (!grounded?.box || !grounded.point || !observed?.frame) return null;
  const view = shown ? around(shown.box, grounded.box, 70, CLOSE_UP) : null;
  return (
    <Shot
      shown={shown}
      view={view}
      label={`${t('assistant.where')}: ${grounded.instruction}`}
      marks={{
        target: grounded.box,
        points: [grounded.point],
        others: grounded.candidates.slice(1, 4).map((c) => c.box),
      }}
    />
  );
}
