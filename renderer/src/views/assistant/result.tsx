/** How a run ended, what it read, and what can be done with it. */
import { Bookmark, Download, FileClock, Plus, RotateCcw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../../../electron/protocol/client-parts.ts';
import type { RunStatus } from '../../../../electron/protocol/events.ts';
import { go } from '../../app/route.ts';
import type { RunView } from '../../host/run-view.ts';
import { saveRun } from '../../host/save.ts';
import { useDeed, useHost, useInControl, useMissing } from '../../host/use.ts';
import { Act } from '../../ui/button.tsx';
import { Field, Notice, Pill, Said, type Tone } from '../../ui/parts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Trouble } from '../../ui/trouble.tsx';

export const STATUS_TONES: Readonly<Record<RunStatus | 'running' | 'interrupted', Tone>> = {
  done: 'good',
  incomplete: 'warn',
  stopped: 'warn',
  blocked: 'bad',
  failed: 'bad',
  running: 'info',
  interrupted: 'bad',
};

export function Result(props: { run: RunState; view: RunView | null; onAgain: (task: string) => void }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const { run, view } = props;
  const status = run.status ?? view?.finished?.status ?? 'failed';
  const reason = view?.finished?.reason ?? run.why;
  const answers = view?.finished?.answers ?? [];
  const save = useDeed(async () => {
    if (run.runId) await saveRun(host, run.runId);
  });
  return (
    <section className="card result stack" aria-labelledby="result-heading">
      <div className="row">
        <h2 id="result-heading" className="hidden-text">
          {t('assistant.result')}
        </h2>
        <Pill tone={STATUS_TONES[status]}>{t(`status.${status}`)}</Pill>
        {reason === '' ? null : (
          <span className="grow">
            <Said>{reason}</Said>
          </span>
        )}
      </div>
      {answers.length > 0 ? (
        <div>
          <p className="term">{t('assistant.answers')}</p>
          {answers.map((a, i) => (
            <p key={i} className="answer numbers">
              <Said>{a}</Said>
            </p>
          ))}
        </div>
      ) : null}
      <div className="row">
        <Act tone="primary" icon={Plus} onPress={() => host.clearRun()}>
          {t('assistant.newTask')}
        </Act>
        <Act
          icon={RotateCcw}
          onPress={() => {
            props.onAgain(run.task);
            host.clearRun();
          }}
        >
          {t('assistant.again')}
        </Act>
        {run.runId === null ? null : (
          <>
            <Act icon={Download} isDisabled={save.busy} onPress={() => save.act()}>
              {t('assistant.report')}
            </Act>
            {status === 'done' && !run.dryRun ? <SaveSkill runId={run.runId} task={run.task} /> : null}
            <Act tone="quiet" icon={FileClock} onPress={() => go('history', run.runId ?? '')}>
              {t('assistant.openHistory')}
            </Act>
          </>
        )}
      </div>
      <Trouble error={save.error} onRetry={() => save.act()} />
    </section>
  );
}

/** A name that a skill may have, made of the task. */
export const nameOf = (task: string): string =>
  task
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '') || 'skill';

function SaveSkill({ runId, task }: { runId: string; task: string }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const missing = useMissing('skills');
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(() => nameOf(task));
  const [saved, setSaved] = useState<string | null>(null);
  const save = useDeed(async () => {
    const { skill } = await host.call('skills.fromRun', { run: runId, name: name.trim() });
    setSaved(skill.name);
  });
  return (
    <>
      <Act icon={Bookmark} isDisabled={!steers} onPress={() => setOpen(true)}>
        {t('assistant.saveSkill')}
      </Act>
      <Sheet open={open} title={t('assistant.saveSkill')} onClose={() => setOpen(false)}>
        {missing === null ? null : (
          <Notice tone="info" title={t('common.notHere')}>
            <p>{missing}</p>
          </Notice>
        )}
        {saved === null ? (
          <form
            className="stack"
            onSubmit={(e) => {
              e.preventDefault();
              save.act();
            }}
          >
            <Field label={t('assistant.skillName')} hint={t('assistant.skillHint')}>
              {(ids) => <input {...ids} className="input" value={name} onChange={(e) => setName(e.target.value)} />}
            </Field>
            <Trouble error={save.error} />
            <div className="row">
              <Act type="submit" tone="primary" isDisabled={missing !== null || name.trim() === '' || save.busy}>
                {t('common.save')}
              </Act>
              <Act onPress={() => setOpen(false)}>{t('common.cancel')}</Act>
            </div>
          </form>
        ) : (
          <>
            <Notice tone="good" urgent>
              {t('assistant.skillSaved', { name: saved })}
            </Notice>
            <div className="row">
              <Act tone="primary" onPress={() => go('demonstrations', saved)}>
                {t('app.demonstrations')}
              </Act>
              <Act onPress={() => setOpen(false)}>{t('common.close')}</Act>
            </div>
          </>
        )}
      </Sheet>
    </>
  );
}
