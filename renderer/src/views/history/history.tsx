/** Everything that was done: runs and steps, searched and filtered, and one of them looked at closely. */
import { ArrowLeft, FileClock, ShieldCheck } from 'lucide-react';
import { useReducer, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import { hrefOf, useRoute } from '../../app/route.ts';
import { useLanguage } from '../../app/theme.ts';
import { useDeed, useHost } from '../../host/use.ts';
import { count } from '../../i18n/format.ts';
import { Act } from '../../ui/button.tsx';
import { Empty, Notice } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { RunDetail } from './run-detail.tsx';
import { Runs } from './runs-list.tsx';
import { Steps } from './steps-list.tsx';

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
