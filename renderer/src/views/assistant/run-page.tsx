/** A run as it happens, and after it has ended: what it is doing, how to stop it, each step, the screen, the result. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../../../electron/protocol/client-parts.ts';
import { useLanguage } from '../../app/theme.ts';
import type { RunView } from '../../host/run-view.ts';
import { useSnapshot } from '../../host/use.ts';
import { duration } from '../../i18n/format.ts';
import { saySource } from '../../i18n/say.ts';
import { Notice, Pill, Said, type Tone } from '../../ui/parts.tsx';
import { Controls } from './controls.tsx';
import { Live } from './live.tsx';
import { PlanList } from './plan-list.tsx';
import { Result } from './result.tsx';
import { StepList } from './step-list.tsx';

const PHASE_TONES: Readonly<Record<RunState['phase'], Tone>> = {
  starting: 'info',
  running: 'info',
  paused: 'warn',
  asking: 'warn',
  stopping: 'warn',
  finished: 'none',
};

export function RunPage({ onAgain }: { onAgain: (task: string) => void }): ReactNode {
  const run = useSnapshot((s) => s.run);
  const view = useSnapshot((s) => s.view);
  if (!run) return null;
  return (
    <div className="run">
      <RunHead run={run} view={view} />
      <div className="run-body">
        <div className="stack wide run-steps">
          {run.phase === 'finished' ? <Result run={run} view={view} onAgain={onAgain} /> : null}
          <Plan view={view} />
          <StepList view={view} phase={run.phase} />
        </div>
        <Live run={run} view={view} />
      </div>
    </div>
  );
}

function RunHead({ run, view }: { run: RunState; view: RunView | null }): ReactNode {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that started it is gone, and at the end the buttons that steered it: the focus begins here.
  const ended = run.phase === 'finished';
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    if (ended) scrollTo({ top: 0 });
  }, [ended]);
  return (
    <header className="run-head">
      <div className="grow">
        <h1 ref={heading} tabIndex={-1} className="task-title">
          <Said>{run.task}</Said>
        </h1>
        <div className="row small">
          {run.phase === 'finished' ? null : <Phase phase={run.phase} />}
          {run.dryRun ? <Pill tone="info">{t('assistant.rehearsing')}</Pill> : null}
          <Elapsed run={run} end={view?.finished?.at ?? null} />
          {run.why !== '' && run.phase === 'paused' ? <span className="soft">{run.why}</span> : null}
        </div>
      </div>
      {run.phase === 'finished' ? null : <Controls run={run} />}
    </header>
  );
}

/** What it is doing; when the host cannot be reached nobody knows. */
function Phase({ phase }: { phase: RunState['phase'] }): ReactNode {
  const { t } = useTranslation();
  const lost = useSnapshot((s) => s.link === 'lost');
  return lost ? (
    <Pill tone="bad">{t('app.linkLost')}</Pill>
  ) : (
    <Pill tone={PHASE_TONES[phase]}>{t(`phase.${phase}`)}</Pill>
  );
}

function Elapsed({ run, end }: { run: RunState; end: number | null }): ReactNode {
  const language = useLanguage();
  const [now, setNow] = useState(() => Date.now());
  const going = end === null && run.phase !== 'finished';
  useEffect(() => {
    if (!going) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [going]);
  const ms = Math.max(0, (end ?? now) - run.startedAt);
  return <span className="soft numbers">{duration(ms, language, going)}</span>;
}

function Plan({ view }: { view: RunView | null }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const plan = view?.plans.at(-1);
  if (!view || !plan) return null;
  const done = new Set(view.cards.filter((c) => c.verified !== null).map((c) => c.step)).size;
  return (
    <details className="plan-box">
      <summary>
        {t('assistant.plan')} · {t('common.steps', { count: plan.steps.length })}
      </summary>
      <div className="stack">
        <p className="soft small">
          {t('assistant.planFrom', { source: saySource(t, plan.source), time: duration(plan.ms, language) })}
        </p>
        <PlanList steps={plan.steps} done={done} />
        {view.plans.length > 1 ? <Notice tone="info">{t('assistant.planChanged', { step: done })}</Notice> : null}
      </div>
    </details>
  );
}
