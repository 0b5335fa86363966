/** One run: how it went, its film, and planned, predicted and actual side by side for the step that is shown. */
import { Download, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useMemo, useReducer, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepInfo } from '../../../../electron/protocol/client-parts.ts';
import { go } from '../../app/route.ts';
import { useLanguage } from '../../app/theme.ts';
import { saveRun } from '../../host/save.ts';
import { useAnswer, useDeed, useHost, useInControl, useMissing, useSnapshot } from '../../host/use.ts';
import { duration, fullMoment } from '../../i18n/format.ts';
import { Act } from '../../ui/button.tsx';
import { Fact, Notice, Pill, Said } from '../../ui/parts.tsx';
import { RemovalSheet } from '../../ui/sheet.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { STATUS_TONES } from '../assistant/result.tsx';
import { RISK_TONES, SEEN_TONES } from '../assistant/step-card.tsx';
import { Film } from './film.tsx';
import { PagedRows } from './steps-source.ts';

export interface RunDetailProps {
  readonly run: string;
  readonly ordinal: number | null;
  readonly onDeleted: () => void;
}

export function RunDetail({ run: id, ordinal, onDeleted }: RunDetailProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const shown = useAnswer('history.show', { run: id });
  const save = useDeed(() => saveRun(host, id));
  const ready = useSnapshot((s) => s.link === 'ready');
  const [, changed] = useReducer((n: number) => n + 1, 0);
  const rows = useMemo(
    () =>
      new PagedRows<StepInfo>(async (from, limit) => {
        const { total, steps } = await host.call('history.steps', { run: id, from, limit });
        return { total, rows: steps };
      }, changed),
    // A new list when the connection is back: what failed without it is asked for again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [host, id, ready],
  );
  const [at, setAt] = useState(ordinal ?? 0);
  useEffect(() => {
    if (ordinal !== null) setAt(ordinal);
  }, [ordinal]);
  useEffect(() => {
    if (ready) rows.want(at, at);
  }, [rows, at, ready]);
  const seen = useCallback((first: number, last: number) => rows.want(first, last), [rows]);
  const total = rows.total ?? 0;
  const run = shown.data?.run;
  return (
    <article className="stack wide" aria-label={run?.task ?? t('common.loading')}>
      <Trouble error={shown.error ?? rows.error} onRetry={shown.reload} />
      {run ? (
        <header className="stack">
          <div className="row apart detail-head">
            <h2 className="task-title grow">
              <Said>{run.task}</Said>
            </h2>
            <div className="row">
              <Act icon={Download} isDisabled={save.busy} onPress={() => save.act()}>
                {t('history.export')}
              </Act>
              <Delete run={id} onDeleted={onDeleted} />
            </div>
          </div>
          <Trouble error={save.error} onRetry={() => save.act()} />
          <p className="row">
            <Pill tone={STATUS_TONES[run.status]}>{t(`status.${run.status}`)}</Pill>
            <Said>{run.reason}</Said>
          </p>
          <dl className="facts small">
            <Fact term={t('history.startedAt')}>{fullMoment(run.startedAt, language)}</Fact>
            {run.endedAt === null ? null : (
              <Fact term={t('history.took')}>{duration(run.endedAt - run.startedAt, language)}</Fact>
            )}
            <Fact term={t('history.display')}>{run.display}</Fact>
            {run.answers.length > 0 ? (
              <Fact term={t('history.answers')}>
                <strong>{run.answers.join(' · ')}</strong>
              </Fact>
            ) : null}
          </dl>
        </header>
      ) : null}
      {total > 0 ? <Film run={id} step={rows.at(at)} at={at} total={total} onMove={setAt} /> : null}
      {total > 1 ? (
        <section className="stack" aria-labelledby="detail-steps">
          <h3 id="detail-steps">{t('history.list')}</h3>
          <VirtualRows label={t('history.list')} count={total} rem={2.75} selected={at} onSelect={setAt} onSeen={seen}>
            {(i) => <StepRow step={rows.at(i)} />}
          </VirtualRows>
        </section>
      ) : null}
      {shown.data && shown.data.notices.length > 0 ? (
        <ul className="stack small soft">
          {shown.data.notices.map((n, i) => (
            <li key={i}>
              <Said>{n.message}</Said>
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

function StepRow({ step }: { step: StepInfo | undefined }): ReactNode {
  const { t } = useTranslation();
  if (!step) return <span className="row-waiting" />;
  return (
    <span className="step-line">
      <span className="soft numbers small">{step.ordinal + 1}</span>
      <span className="row-title">
        <Said>{step.what}</Said>
      </span>
      <span className="row-meta small">
        {step.verdict && step.verdict.risk !== 'safe' ? (
          <Pill tone={RISK_TONES[step.verdict.risk]}>{t(`risk.${step.verdict.risk}`)}</Pill>
        ) : null}
        {step.effect ? (
          <Pill tone={SEEN_TONES[step.effect.seen]}>{t(`seen.${step.effect.seen}`)}</Pill>
        ) : (
          <Pill tone="warn">{t(`stage.${step.stage}`)}</Pill>
        )}
      </span>
    </span>
  );
}

function Delete({ run, onDeleted }: { run: string; onDeleted: () => void }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const missing = useMissing('deletion');
  const [open, setOpen] = useState(false);
  const remove = useDeed(async () => {
    await host.call('history.delete', { run });
    setOpen(false);
    go('history');
    onDeleted();
  });
  return (
    <>
      <Act tone="quiet" icon={Trash2} isDisabled={!steers} onPress={() => setOpen(true)}>
        {t('common.delete')}
      </Act>
      <RemovalSheet
        open={open}
        title={t('history.deleteTitle')}
        words={t('common.delete')}
        deed={remove}
        missing={missing}
        onClose={() => setOpen(false)}
      >
        {missing === null ? (
          <p>{t('history.deleteHelp')}</p>
        ) : (
          <Notice tone="info" title={t('common.notHere')}>
            <p>{missing}</p>
          </Notice>
        )}
      </RemovalSheet>
    </>
  );
}
