/** Before a run: the task, the plan that would be carried out, and the tasks of before. */
import { ArrowRight, ListChecks, Play, StepForward, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import { useLanguage } from '../../app/theme.ts';
import { useAnswer, useDeed, useHost, useInControl, useSnapshot } from '../../host/use.ts';
import { duration, keysOf } from '../../i18n/format.ts';
import { saySource } from '../../i18n/say.ts';
import { Act } from '../../ui/button.tsx';
import { Notice } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { PlanList } from './plan-list.tsx';

type Made = ResultOf<'plan.make'> & { readonly task: string };

export function Begin({ task, onTask }: { task: string; onTask: (task: string) => void }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const ready = useSnapshot((s) => s.link === 'ready');
  const [made, setMade] = useState<Made | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const start = useRef<HTMLDivElement>(null);
  const make = useDeed(async (wanted: string) => {
    const answer = await host.call('plan.make', { task: wanted });
    setMade({ ...answer, task: wanted });
  });
  // The next Enter starts what is shown, or the words can be changed.
  useEffect(() => {
    if (made) start.current?.querySelector<HTMLElement>('button:not([disabled])')?.focus();
  }, [made]);
  const run = useDeed(async (how: { paused?: boolean; dryRun?: boolean }) => {
    if (made) await host.call('run.start', { task: made.task, ...how });
  });
  const wanted = task.trim();
  const shown = made !== null && made.task === wanted ? made : null;
  const submit = (): void => {
    if (wanted !== '' && ready) make.act(wanted);
  };
  const onKey = (e: KeyboardEvent): void => {
    // Enter during an input method's composition chooses a word.
    if (e.key !== 'Enter' || e.shiftKey || e.nativeEvent.isComposing) return;
    e.preventDefault();
    submit();
  };
  const choose = (words: string): void => {
    onTask(words);
    make.act(words);
  };
  return (
    <div className="begin">
      <h1>{t('assistant.heading')}</h1>
      <p className="soft begin-sub">{t('assistant.sub')}</p>
      <form
        className="task-box"
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <textarea
          ref={box}
          className="textarea task-input"
          rows={2}
          aria-label={t('assistant.task')}
          placeholder={t('assistant.placeholder')}
          value={task}
          maxLength={20_000}
          onChange={(e) => onTask(e.target.value)}
          onKeyDown={onKey}
        />
        <div className="row apart">
          <StopKeys />
          <Act
            tone={shown ? 'plain' : 'primary'}
            icon={make.busy ? ListChecks : ArrowRight}
            type="submit"
            isDisabled={wanted === '' || make.busy || !ready}
          >
            {t('assistant.showPlan')}
          </Act>
        </div>
      </form>
      <Trouble error={make.error} onRetry={submit} />
      {shown ? (
        <section className="card stack" aria-labelledby="plan-heading" ref={start}>
          <PlanHead made={shown} />
          <PlanList steps={shown.plan.steps} words={shown.plan.words} />
          {shown.refusal === null ? null : (
            <Notice tone="warn" title={t('assistant.refused')}>
              <p>{shown.refusal}</p>
            </Notice>
          )}
          <div className="row">
            <Act
              tone="primary"
              icon={Play}
              isDisabled={shown.refusal !== null || !steers || run.busy}
              onPress={() => run.act({})}
            >
              {t('assistant.start')}
            </Act>
            <Act
              icon={StepForward}
              isDisabled={shown.refusal !== null || !steers || run.busy}
              onPress={() => run.act({ paused: true })}
            >
              {t('assistant.startStepping')}
            </Act>
            <Act tone="quiet" isDisabled={!steers || run.busy} onPress={() => run.act({ dryRun: true })}>
              {t('assistant.rehearse')}
            </Act>
            <Act
              tone="quiet"
              icon={Undo2}
              onPress={() => {
                setMade(null);
                box.current?.focus();
              }}
            >
              {t('assistant.change')}
            </Act>
          </div>
          <Trouble error={run.error} />
        </section>
      ) : (
        <Recents onChoose={choose} />
      )}
    </div>
  );
}

function PlanHead({ made }: { made: Made }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="row apart">
      <h2 id="plan-heading">{t('assistant.plan')}</h2>
      <span className="soft small">
        {t('assistant.planFrom', { source: saySource(t, made.plan.source), time: duration(made.plan.ms, language) })}
      </span>
    </div>
  );
}

function StopKeys(): ReactNode {
  const { t } = useTranslation();
  const keys = useSnapshot((s) => s.settings.stopKeys);
  return <span className="soft small">{t('assistant.stopKeys', { keys: keysOf(keys).join('+') })}</span>;
}

const EXAMPLES = ['example1', 'example2', 'example3'] as const;

/** The last different tasks; before there are any, a few to try. */
function Recents({ onChoose }: { onChoose: (task: string) => void }): ReactNode {
  const { t } = useTranslation();
  const { data } = useAnswer('history.list', { limit: 30 });
  const before = [...new Set(data?.runs.map((r) => r.task))].slice(0, 6);
  const tasks = before.length > 0 ? before : EXAMPLES.map((e) => t(`assistant.${e}`));
  if (data === null) return null;
  return (
    <section className="recents" aria-labelledby="recent-heading">
      <h2 id="recent-heading" className="term">
        {t(before.length > 0 ? 'assistant.recent' : 'assistant.examples')}
      </h2>
      <ul>
        {tasks.map((words) => (
          <li key={words}>
            <button type="button" className="recent" onClick={() => onChoose(words)}>
              <bdi>{words}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
