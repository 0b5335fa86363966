/** Everything that was done: runs and steps, searched and filtered, and one of them looked at closely. */
import { ArrowLeft, FileClock, SearchX, ShieldCheck } from 'lucide-react';
import { useCallback, useDeferredValue, useEffect, useMemo, useReducer, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { RUN_OUTCOMES, type RunSummaryInfo } from '../../../../electron/protocol/client-parts.ts';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import { CATEGORIES, RISKS, type Category, type Risk } from '../../../../electron/protocol/verdict.ts';
import { go, hrefOf, useRoute } from '../../app/route.ts';
import { useLanguage } from '../../app/theme.ts';
import { useDeed, useHost, useSnapshot } from '../../host/use.ts';
import { count, moment } from '../../i18n/format.ts';
import { Act } from '../../ui/button.tsx';
import { Choose, SearchBox } from '../../ui/controls.tsx';
import { Empty, Notice, Pill, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { STATUS_TONES } from '../assistant/result.tsx';
import { RISK_TONES } from '../assistant/step-card.tsx';
import { RunDetail } from './run-detail.tsx';
import { PagedRows } from './steps-source.ts';

export function History(): ReactNode {
  const { t } = useTranslation();
  const { part, rest } = useRoute();
  const ordinal = /^\d+$/.test(rest) ? Number(rest) : null;
  // Raised when something was deleted: the lists are asked for again.
  const [turn, deleted] = useReducer((n: number) => n + 1, 0);
  return (
    <>
      <header className="heading">
        <h1>{t('app.history')}</h1>
        <Verify />
      </header>
      <div className="split" data-open={part !== ''}>
        <Tabs className="tabs split-list" defaultSelectedKey={ordinal === null ? 'runs' : 'steps'}>
          <TabList className="tab-list" aria-label={t('app.history')}>
            <Tab className="tab" id="runs">
              {t('history.runs')}
            </Tab>
            <Tab className="tab" id="steps">
              {t('history.steps')}
            </Tab>
          </TabList>
          <TabPanel id="runs">
            <Runs open={part} turn={turn} />
          </TabPanel>
          <TabPanel id="steps">
            <Steps open={part} ordinal={ordinal} turn={turn} />
          </TabPanel>
        </Tabs>
        <div className="split-detail">
          {part === '' ? (
            <Empty icon={FileClock} title={t('history.choose')} />
          ) : (
            <>
              <a className="button quiet split-back" href={hrefOf('history')}>
                <ArrowLeft aria-hidden />
                {t('common.back')}
              </a>
              <RunDetail key={part} run={part} ordinal={ordinal} onDeleted={deleted} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

type Verified = ResultOf<'history.verify'>;

function Verify(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const [result, setResult] = useState<Verified | null>(null);
  const verify = useDeed(async () => setResult(await host.call('history.verify', {})));
  return (
    <div className="stack verify">
      <div>
        <Act icon={ShieldCheck} isDisabled={verify.busy} onPress={() => verify.act()}>
          {t('history.verify')}
        </Act>
      </div>
      {result?.ok ? (
        <Notice tone="good" urgent>
          <p>
            {t('history.verified', { runs: count(result.runs, language), rows: count(result.rows, language) })}{' '}
            {result.deleted > 0 ? `${t('history.verifiedDeleted', { count: result.deleted })} ` : null}
            {result.missingFrames > 0 ? t('history.verifiedMissing', { count: result.missingFrames }) : null}
          </p>
        </Notice>
      ) : null}
      {result && !result.ok ? (
        <Notice tone="bad" urgent title={t('history.broken')}>
          <p>{t('history.brokenAt', { seq: result.broken?.seq ?? '–', why: result.broken?.why ?? '' })}</p>
        </Notice>
      ) : null}
      <Trouble error={verify.error} onRetry={() => verify.act()} />
    </div>
  );
}

type Outcome = (typeof RUN_OUTCOMES)[number];

/** All runs that were asked for so far, newest first; `more` brings the next ones. */
function useRuns(
  query: string,
  status: Outcome | '',
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
      host.call('history.list', { query, cursor, limit: 100, ...(status === '' ? {} : { status: [status] }) }),
    [host, query, status],
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

function Runs({ open, turn }: { open: string; turn: number }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [words, setWords] = useState('');
  const [status, setStatus] = useState<Outcome | ''>('');
  const query = useDeferredValue(words.trim());
  const { runs, loading, error, more } = useRuns(query, status, turn);
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
      <div className="row">
        <Choose
          label={t('history.status')}
          value={status}
          choices={[
            { value: '', words: t('common.any') },
            ...RUN_OUTCOMES.map((s) => ({ value: s, words: t(`status.${s}`) })),
          ]}
          onChange={setStatus}
        />
      </div>
      <p className="hidden-text" role="status">
        {loading ? '' : t('history.foundRuns', { count: runs.length })}
      </p>
      <Trouble error={error} />
      {runs.length === 0 && !loading && error === null ? (
        <Nothing filtered={query !== '' || status !== ''} />
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

function Nothing({ filtered }: { filtered: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <Empty icon={filtered ? SearchX : FileClock} title={t(filtered ? 'history.noMatch' : 'history.empty')}>
      <p>{t(filtered ? 'history.noMatchHelp' : 'history.emptyHelp')}</p>
    </Empty>
  );
}

type Hit = ResultOf<'history.search'>['hits'][number];

function Steps({ open, ordinal, turn }: { open: string; ordinal: number | null; turn: number }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const [words, setWords] = useState('');
  const [risk, setRisk] = useState<Risk | ''>('');
  const [category, setCategory] = useState<Category | ''>('');
  const [outcome, setOutcome] = useState<'allow' | 'block' | ''>('');
  const query = useDeferredValue(words.trim());
  const ready = useSnapshot((s) => s.link === 'ready');
  const [, changed] = useReducer((n: number) => n + 1, 0);
  const rows = useMemo(
    () =>
      new PagedRows<Hit>(async (from, limit) => {
        const { total, hits } = await host.call('history.search', {
          query,
          from,
          limit,
          ...(risk === '' ? {} : { risk: [risk] }),
          ...(category === '' ? {} : { category: [category] }),
          ...(outcome === '' ? {} : { outcome: [outcome] }),
        });
        return { total, rows: hits };
      }, changed),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new list when the connection is back, and after a deletion
    [host, query, risk, category, outcome, ready, turn],
  );
  useEffect(() => {
    if (ready) rows.want(0, 0);
  }, [rows, ready]);
  const seen = useCallback((first: number, last: number) => rows.want(first, last), [rows]);
  // The selected hit is known by what it is, not by its place: another query moves it.
  const [selected, setSelected] = useState(-1);
  useEffect(() => setSelected(-1), [rows]);
  const total = rows.total ?? 0;
  const now = Date.now();
  const any = { value: '', words: t('common.any') } as const;
  const current = rows.at(selected);
  const shown = current && current.run === open && current.ordinal === ordinal ? selected : -1;
  return (
    <div className="stack list-box">
      <SearchBox label={t('history.searchSteps')} value={words} onChange={setWords} />
      <div className="row filters">
        <Choose
          label={t('history.risk')}
          value={risk}
          choices={[any, ...RISKS.map((r) => ({ value: r, words: t(`risk.${r}`) }))]}
          onChange={setRisk}
        />
        <Choose
          label={t('history.category')}
          value={category}
          choices={[any, ...CATEGORIES.map((c) => ({ value: c, words: t(`category.${c}`) }))]}
          onChange={setCategory}
        />
        <Choose
          label={t('history.decision')}
          value={outcome}
          choices={[any, { value: 'allow', words: t('outcome.allow') }, { value: 'block', words: t('outcome.block') }]}
          onChange={setOutcome}
        />
      </div>
      <p className="hint numbers" role="status">
        {rows.total === null ? t('common.loading') : t('history.found', { count: total })}
      </p>
      <Trouble error={rows.error} />
      {rows.total === 0 ? (
        <Nothing filtered={query !== '' || risk !== '' || category !== '' || outcome !== ''} />
      ) : (
        <VirtualRows
          label={t('history.steps')}
          count={total}
          rem={4}
          selected={shown >= 0 ? shown : selected}
          onSelect={(i) => {
            setSelected(i);
            const hit = rows.at(i);
            if (hit) go('history', hit.run, String(hit.ordinal));
          }}
          onSeen={seen}
        >
          {(i) => {
            const hit = rows.at(i);
            return hit ? <HitRow hit={hit} when={moment(hit.at, language, now)} /> : <span className="row-waiting" />;
          }}
        </VirtualRows>
      )}
    </div>
  );
}

function HitRow({ hit, when }: { hit: Hit; when: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <span className="row-title">
        <Said>{hit.what}</Said>
      </span>
      <span className="row-meta small">
        {hit.risk ? <Pill tone={RISK_TONES[hit.risk]}>{t(`risk.${hit.risk}`)}</Pill> : null}
        {hit.outcome === 'block' ? <Pill tone="bad">{t('outcome.block')}</Pill> : null}
        <span className="soft numbers">{when}</span>
      </span>
    </>
  );
}
