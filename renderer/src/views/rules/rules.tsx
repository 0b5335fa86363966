/** What is allowed, asked and refused: the person's rules, the kinds of action, the policy table, and a test of them. */
import { BookOpenCheck, Plus, Trash2 } from 'lucide-react';
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Refusal } from '../../../../electron/protocol/client-connection.ts';
import { VERBS, type RuleDraft, type RuleInfo } from '../../../../electron/protocol/client-parts.ts';
import { CATEGORIES } from '../../../../electron/protocol/verdict.ts';
import { go, useRoute } from '../../app/route.ts';
import { useLanguage } from '../../app/theme.ts';
import { useAnswer, useDeed, useHost, useInControl, useMissing } from '../../host/use.ts';
import { EMPTY_RULE, isBroad, sayRule, sayScope, sayVerb } from '../../i18n/rule.ts';
import { Act } from '../../ui/button.tsx';
import { Choose, SearchBox, Toggle } from '../../ui/controls.tsx';
import { Empty, Field, Notice, Pill, Said } from '../../ui/parts.tsx';
import { RemovalSheet, Sheet } from '../../ui/sheet.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { RISK_TONES } from '../assistant/step-card.tsx';
import { Approvals } from './approvals.tsx';
import { RuleTest } from './rule-test.tsx';

const PAGES = ['yours', 'approvals', 'kinds', 'table', 'test'] as const;
type PageName = (typeof PAGES)[number];

export function Rules(): ReactNode {
  const { t } = useTranslation();
  const { part, rest } = useRoute();
  const page: PageName = PAGES.find((p) => p === part) ?? 'yours';
  return (
    <>
      <header className="heading">
        <div>
          <h1>{t('rules.heading')}</h1>
          <p>{t('rules.sub')}</p>
        </div>
      </header>
      <Tabs className="tabs" selectedKey={page} onSelectionChange={(key) => go('rules', String(key))}>
        <TabList className="tab-list" aria-label={t('rules.heading')}>
          {PAGES.map((p) => (
            <Tab key={p} className="tab" id={p}>
              {t(`rules.${p}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="yours">
          <Yours />
        </TabPanel>
        <TabPanel id="approvals">
          <Approvals />
        </TabPanel>
        <TabPanel id="kinds">
          <Kinds />
        </TabPanel>
        <TabPanel id="table">
          <Table />
        </TabPanel>
        <TabPanel id="test">
          <RuleTest wanted={rest} />
        </TabPanel>
      </Tabs>
    </>
  );
}

const EFFECT_TONES = { allow: 'good', ask: 'warn', deny: 'bad' } as const;

function Yours(): ReactNode {
  const { t } = useTranslation();
  const steers = useInControl();
  const missing = useMissing('rules');
  const list = useAnswer('rules.list', missing === null ? {} : null);
  const [adding, setAdding] = useState(false);
  if (missing !== null) {
    return (
      <Notice tone="info" title={t('common.notHere')}>
        <p>{missing}</p>
      </Notice>
    );
  }
  const rules = list.data?.rules ?? [];
  return (
    <div className="stack narrow">
      <div>
        <Act tone="primary" icon={Plus} isDisabled={!steers} onPress={() => setAdding(true)}>
          {t('rules.add')}
        </Act>
      </div>
      <Trouble error={list.error} onRetry={list.reload} />
      {list.data && rules.length === 0 ? (
        <Empty icon={BookOpenCheck} title={t('rules.none')}>
          <p>{t('rules.noneHelp')}</p>
        </Empty>
      ) : (
        <ul className="card">
          {rules.map((r) => (
            <RuleRow key={r.id} rule={r} onRemoved={list.reload} />
          ))}
        </ul>
      )}
      <Sheet open={adding} broad title={t('rules.add')} onClose={() => setAdding(false)}>
        <RuleForm
          onDone={() => {
            setAdding(false);
            list.reload();
          }}
          onCancel={() => setAdding(false)}
        />
      </Sheet>
    </div>
  );
}

function RuleRow({ rule, onRemoved }: { rule: RuleInfo; onRemoved: () => void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const steers = useInControl();
  const [open, setOpen] = useState(false);
  const remove = useDeed(async () => {
    await host.call('rules.remove', { id: rule.id });
    setOpen(false);
    onRemoved();
  });
  // A rule with several patterns has only the host's words.
  const several = isBroad(rule) && rule.words !== '';
  const sentence = several ? rule.words : sayRule(t, rule, language, Date.now());
  return (
    <li className="list-row">
      <div>
        <p className="row">
          <Pill tone={EFFECT_TONES[rule.effect]}>{t(`rules.effects.${rule.effect}`)}</Pill>
          {rule.source === 'managed' ? <Pill tone="info">{t('rules.managed')}</Pill> : null}
          <span className="grow">
            <Said>{several ? rule.words : sayScope(t, rule, language, Date.now())}</Said>
          </span>
        </p>
        {rule.note === '' ? null : (
          <p className="soft small">
            <Said>{rule.note}</Said>
          </p>
        )}
      </div>
      {rule.source === 'managed' ? (
        <span className="hint">{t('rules.managedHelp')}</span>
      ) : (
        <Act
          compact
          tone="quiet plain"
          icon={Trash2}
          label={`${t('common.remove')}: ${sentence}`}
          isDisabled={!steers}
          onPress={() => setOpen(true)}
        />
      )}
      <RemovalSheet
        open={open}
        title={t('rules.removeTitle')}
        words={t('common.remove')}
        deed={remove}
        onClose={() => setOpen(false)}
      >
        <p>{sentence}</p>
      </RemovalSheet>
    </li>
  );
}

const DAY_MS = 86_400_000;
const LASTS = { never: null, expiresDay: DAY_MS, expiresWeek: 7 * DAY_MS } as const;
type Lasts = keyof typeof LASTS;
const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function RuleForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const [draft, setDraft] = useState<RuleDraft>(EMPTY_RULE);
  const [lasts, setLasts] = useState<Lasts>('never');
  const now = Date.now();
  const ms = LASTS[lasts];
  const rule: RuleDraft = {
    ...draft,
    app: textOrNull(draft.app ?? ''),
    window: textOrNull(draft.window ?? ''),
    control: textOrNull(draft.control ?? ''),
    expiresAt: ms === null ? null : now + ms,
  };
  const add = useDeed(async (confirmBroad: boolean) => {
    await host.call('rules.add', { rule, confirmBroad });
    onDone();
  });
  const broad = isBroad(rule);
  // Nothing is wrong with a form that nobody has touched yet.
  const touched = draft !== EMPTY_RULE || lasts !== 'never';
  const refusedAsBroad = add.error instanceof Refusal && /broad|everything/.test(add.error.code);
  const any = { value: '', words: t('common.any') } as const;
  const pattern = (key: 'app' | 'window' | 'control'): ReactNode => (
    <Field label={t(`rules.${key}`)}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          value={draft[key] ?? ''}
          maxLength={300}
          placeholder="*"
          onChange={(e) => setDraft({ ...draft, [key]: e.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        add.act(false);
      }}
    >
      <div className="form-grid">
        <Choose
          label={t('rules.effect')}
          value={draft.effect}
          choices={(['deny', 'ask', 'allow'] as const).map((v) => ({ value: v, words: t(`rules.effects.${v}`) }))}
          onChange={(effect) => setDraft({ ...draft, effect })}
        />
        <Choose
          label={t('rules.category')}
          value={draft.category ?? ''}
          choices={[any, ...CATEGORIES.map((c) => ({ value: c, words: t(`category.${c}`) }))]}
          onChange={(category) => setDraft({ ...draft, category: category === '' ? null : category })}
        />
        <Choose
          label={t('rules.verb')}
          value={draft.verb ?? ''}
          choices={[any, ...VERBS.map((v) => ({ value: v, words: sayVerb(v) }))]}
          onChange={(verb) => setDraft({ ...draft, verb: verb === '' ? null : verb })}
        />
        {pattern('app')}
        {pattern('window')}
        {pattern('control')}
        <Choose
          label={t('rules.expires')}
          value={lasts}
          choices={(Object.keys(LASTS) as Lasts[]).map((v) => ({ value: v, words: t(`rules.${v}`) }))}
          onChange={setLasts}
        />
        <Field label={t('rules.note')}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              value={draft.note}
              maxLength={1000}
              onChange={(e) => setDraft({ ...draft, note: e.target.value })}
            />
          )}
        </Field>
      </div>
      <p className="hint">{t('rules.patternHint')}</p>
      <p>
        <strong>{sayRule(t, rule, language, now)}</strong>
      </p>
      {broad && touched ? (
        <Notice tone="warn" title={t('rules.broad')}>
          <p>{t('rules.broadHelp')}</p>
        </Notice>
      ) : null}
      {refusedAsBroad ? null : <Trouble error={add.error} />}
      <div className="row">
        {broad && touched ? (
          <Act tone="danger" isDisabled={add.busy} onPress={() => add.act(true)}>
            {t('rules.broadSave')}
          </Act>
        ) : (
          <Act type="submit" tone="primary" isDisabled={add.busy || broad}>
            {t('common.save')}
          </Act>
        )}
        <Act onPress={onCancel}>{t('common.cancel')}</Act>
      </div>
    </form>
  );
}

function Kinds(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const blocked = useAnswer('policy.blocked', {});
  const set = useDeed(async (category: (typeof CATEGORIES)[number], off: boolean) => {
    await host.call('policy.block', { category, blocked: off });
    blocked.reload();
  });
  const off = new Set(blocked.data?.blocked);
  return (
    <div className="stack narrow">
      <p className="soft">{t('rules.blockedExplain')}</p>
      <Trouble error={blocked.error ?? set.error} onRetry={blocked.reload} />
      <ul className="card">
        {CATEGORIES.filter((c) => c !== 'none').map((c) => (
          <li key={c} className="list-row kind-row">
            <div>
              <h3>{t(`category.${c}`)}</h3>
              <p className="soft small">{t(`categoryHelp.${c}`)}</p>
            </div>
            <Toggle
              on={!off.has(c)}
              disabled={!steers || blocked.data === null || set.busy}
              onChange={(on) => set.act(c, !on)}
            >
              <span className="hidden-text">{t('rules.allowKind', { category: t(`category.${c}`) })}</span>
              <span className="soft small" aria-hidden>
                {t(off.has(c) ? 'rules.blocked' : 'rules.blockedOff')}
              </span>
            </Toggle>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Table(): ReactNode {
  const { t } = useTranslation();
  const { data, error, reload } = useAnswer('policy.list', {});
  const [words, setWords] = useState('');
  const query = useDeferredValue(words.trim().toLowerCase());
  const lines = useMemo(
    () =>
      (data?.lines ?? []).filter((l) =>
        query
          .split(/\s+/)
          .every((w) =>
            `${l.id} ${l.why} ${t(`risk.${l.risk}`)} ${t(`category.${l.category}`)}`.toLowerCase().includes(w),
          ),
      ),
    [data, query, t],
  );
  return (
    <div className="stack">
      <div className="narrow">
        <SearchBox label={t('rules.searchTable')} value={words} onChange={setWords} />
      </div>
      <p className="hint" role="status">
        {data ? t('rules.lines', { count: lines.length }) : t('common.loading')}
      </p>
      <Trouble error={error} onRetry={reload} />
      <div className="card table-frame" tabIndex={0} role="region" aria-label={t('rules.table')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('rules.riskColumn')}</th>
              <th scope="col">{t('rules.whyColumn')}</th>
              <th scope="col">{t('rules.kindColumn')}</th>
              <th scope="col">{t('rules.line')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((l) => (
              <tr key={l.id}>
                <td>
                  <Pill tone={RISK_TONES[l.risk]}>{t(`risk.${l.risk}`)}</Pill>
                </td>
                <td>
                  <Said>{l.why}</Said>
                </td>
                <td className="soft">{l.category === 'none' ? '–' : t(`category.${l.category}`)}</td>
                <td>
                  <code>{l.id}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
