/** The steps of all runs, searched and filtered; only those that are seen are fetched. */
import { useCallback, useDeferredValue, useEffect, useMemo, useReducer, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import { CATEGORIES, RISKS, type Category, type Risk } from '../../../../electron/protocol/verdict.ts';
import { go } from '../../app/route.ts';
import { useLanguage } from '../../app/theme.ts';
import { useHost, useSnapshot } from '../../host/use.ts';
import { moment } from '../../i18n/format.ts';
import { Choose, SearchBox } from '../../ui/controls.tsx';
import { Pill, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { RISK_TONES } from '../assistant/step-card.tsx';
import { AppFilter, Nothing } from './filters.tsx';
import { PagedRows } from './steps-source.ts';

type Hit = ResultOf<'history.search'>['hits'][number];

export function Steps({ open, ordinal, turn }: { open: string; ordinal: number | null; turn: number }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const [words, setWords] = useState('');
  const [risk, setRisk] = useState<Risk | ''>('');
  const [category, setCategory] = useState<Category | ''>('');
  const [outcome, setOutcome] = useState<'allow' | 'block' | ''>('');
  const [app, setApp] = useState('');
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
          ...(app === '' ? {} : { app: [app] }),
        });
        return { total, rows: hits };
      }, changed),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new list when the connection is back, and after a deletion
    [host, query, risk, category, outcome, app, ready, turn],
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
        <AppFilter app={app} turn={turn} onApp={setApp} />
      </div>
      <p className="hint numbers" role="status">
        {rows.total === null ? t('common.loading') : t('history.found', { count: total })}
      </p>
      <Trouble error={rows.error} />
      {rows.total === 0 ? (
        <Nothing filtered={query !== '' || [risk, category, outcome, app].some((f) => f !== '')} />
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
        {hit.app === null ? null : (
          <span className="soft row-app">
            <Said>{hit.app}</Said>
          </span>
        )}
      </span>
    </>
  );
}
