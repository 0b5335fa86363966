/** The runs, searched and filtered, a page at a time. */
import { useCallback, useDeferredValue, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RUN_OUTCOMES, type RunSummaryInfo } from '../../../../electron/protocol/client-parts.ts';
import { go } from '../../app/route.ts';
import { useLanguage } from '../../app/theme.ts';
import { useHost, useSnapshot } from '../../host/use.ts';
import { moment } from '../../i18n/format.ts';
import { Choose, SearchBox } from '../../ui/controls.tsx';
import { Pill, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { STATUS_TONES } from '../assistant/result.tsx';
import { AppFilter, Nothing } from './filters.tsx';

type Outcome = (typeof RUN_OUTCOMES)[number];

/** All runs that were asked for so far, newest first; `more` brings the next ones. */
function useRuns(
  query: string,
  status: Outcome | '',
  app: string,
  turn: number,
): {
  runs: readonly RunSummaryInfo[];
  loading: boolean;
  error: unknown;
  more: () => void;
} {
  const host = useHost();
  const ready = useSnapshot((s) => s.link === 'ready');
  // A run that begins or ends changes the list.
  const phase = useSnapshot((s) => s.run?.phase ?? null);
  const [state, setState] = useState<{ runs: RunSummaryInfo[]; next: string | null; loading: boolean; error: unknown }>(
    {
      runs: [],
      next: null,
      loading: true,
      error: null,
    },
  );
  const fetch = useCallback(
    (cursor: string | null) =>
      host.call('history.list', {
        ...{ query, cursor, limit: 100 },
        ...(status === '' ? {} : { status: [status] }),
        ...(app === '' ? {} : { app }),
      }),
    [host, query, status, app],
  );
  const ended = phase === 'finished' || phase === null;
  useEffect(() => {
    if (!ready) return;
    let current = true;
    setState((s) => ({ ...s, loading: true, error: null }));
    fetch(null).then(
      ({ runs, next }) => {
        if (current) setState({ runs, next, loading: false, error: null });
      },
      (error: unknown) => {
        if (current) setState((s) => ({ ...s, loading: false, error }));
      },
    );
    return () => {
      current = false;
    };
  }, [fetch, ready, ended, turn]);
  const more = useCallback(() => {
    if (state.next === null || state.loading) return;
    setState((s) => ({ ...s, loading: true }));
    fetch(state.next).then(
      ({ runs, next }) => setState((s) => ({ runs: [...s.runs, ...runs], next, loading: false, error: null })),
      (error: unknown) => setState((s) => ({ ...s, loading: false, error })),
    );
  }, [fetch, state.next, state.loading]);
  return { runs: state.runs, loading: state.loading, error: state.error, more };
}

export function Runs({ open, turn }: { open: string; turn: number }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [words, setWords] = useState('');
  const [status, setStatus] = useState<Outcome | ''>('');
  const [app, setApp] = useState('');
  const query = useDeferredValue(words.trim());
  const { runs, loading, error, more } = useRuns(query, status, app, turn);
  const seen = useCallback(
    (_first: number, last: number) => {
      if (last >= runs.length - 20) more();
    },
    [runs.length, more],
  );
  const now = Date.now();
  return (
    <div className="stack list-box">
      <SearchBox label={t('history.searchRuns')} value={words} onChange={setWords} />
      <div className="row filters">
        <Choose
          label={t('history.status')}
          value={status}
          choices={[
            { value: '', words: t('common.any') },
            ...RUN_OUTCOMES.map((s) => ({ value: s, words: t(`status.${s}`) })),
          ]}
          onChange={setStatus}
        />
        <AppFilter app={app} turn={turn} onApp={setApp} />
      </div>
      <p className="hidden-text" role="status">
        {loading ? '' : t('history.foundRuns', { count: runs.length })}
      </p>
      <Trouble error={error} />
      {runs.length === 0 && !loading && error === null ? (
        <Nothing filtered={query !== '' || status !== '' || app !== ''} />
      ) : (
        <VirtualRows
          label={t('history.runs')}
          count={runs.length}
          rem={4.6}
          selected={runs.findIndex((r) => r.id === open)}
          onSelect={(i) => {
            const run = runs[i];
            if (run) go('history', run.id);
          }}
          onSeen={seen}
        >
          {(i) => {
            const run = runs[i];
            return run ? <RunRow run={run} language={language} now={now} /> : null;
          }}
        </VirtualRows>
      )}
    </div>
  );
}

function RunRow({ run, language, now }: { run: RunSummaryInfo; language: string; now: number }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <span className="row-title">
        <Said>{run.task}</Said>
      </span>
      <span className="row-meta small">
        <Pill tone={STATUS_TONES[run.status]}>{t(`status.${run.status}`)}</Pill>
        <span className="soft numbers">{moment(run.startedAt, language, now)}</span>
        <span className="soft numbers">{t('common.steps', { count: run.steps })}</span>
      </span>
    </>
  );
}
