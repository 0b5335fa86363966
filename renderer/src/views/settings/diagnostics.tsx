/** Everything a run needs, examined one by one, as a report that can be copied. */
import { ClipboardCopy, Stethoscope } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import type { FindingInfo } from '../../../../electron/protocol/client-parts.ts';
import { useLanguage } from '../../app/theme.ts';
import { useAnswer, useDeed, useHost } from '../../host/use.ts';
import { bytes, duration } from '../../i18n/format.ts';
import { Act } from '../../ui/button.tsx';
import { Fact, Notice, Pill, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';

export const FINDING_TONES = { ok: 'good', warning: 'warn', problem: 'bad' } as const;
const STATE_WORDS = { ok: 'settings.ok', warning: 'settings.warning', problem: 'settings.problem' } as const;

/** Findings as they come in, and the button's deed. */
export function useDoctor(): {
  findings: readonly FindingInfo[];
  done: boolean;
  busy: boolean;
  error: unknown;
  examine: () => void;
} {
  const host = useHost();
  const [findings, setFindings] = useState<readonly FindingInfo[]>([]);
  const [done, setDone] = useState(false);
  useEffect(() => host.on('finding', ({ finding }) => setFindings((f) => [...f, finding])), [host]);
  const { act, busy, error } = useDeed(async () => {
    setDone(false);
    setFindings([]);
    const { findings: all } = await host.call('doctor', {});
    setFindings(all);
    setDone(true);
  });
  return { findings, done, busy, error, examine: act };
}

/** For people to paste: always in English, as the command line prints it. */
export function reportText(findings: readonly FindingInfo[], status: ResultOf<'host.status'> | null): string {
  const head = status
    ? [`Steadyhand ${status.version}, Node ${status.node}, ${status.session}`, `data in ${status.folder}`]
    : [];
  const lines = findings.map((f) => `${f.state.padEnd(8)} ${f.check}: ${f.detail}${f.remedy ? ` (${f.remedy})` : ''}`);
  return [...head, ...lines, ''].join('\n');
}

export function FindingList({ findings }: { findings: readonly FindingInfo[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="findings" aria-live="polite">
      {findings.map((f) => (
        <li key={f.check} className="finding">
          <Pill tone={FINDING_TONES[f.state]}>{t(STATE_WORDS[f.state])}</Pill>
          <div>
            <h3>{f.check}</h3>
            <p className="soft small">
              <Said>{f.detail}</Said>
            </p>
            {f.remedy === '' ? null : (
              <p className="small">
                <Said>{f.remedy}</Said>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function Diagnostics(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const status = useAnswer('host.status', {});
  const { findings, done, busy, error, examine } = useDoctor();
  const [copied, setCopied] = useState(false);
  const copy = useDeed(async () => {
    await navigator.clipboard.writeText(reportText(findings, status.data));
    setCopied(true);
    setTimeout(() => setCopied(false), 2500);
  });
  const bad = findings.filter((f) => f.state === 'problem').length;
  const limits = findings.filter((f) => f.state === 'warning').length;
  return (
    <div className="stack narrow">
      <p className="soft">{t('settings.doctorHelp')}</p>
      <div className="row">
        <Act tone="primary" icon={Stethoscope} isDisabled={busy} onPress={examine}>
          {t(busy ? 'settings.doctorRunning' : 'settings.doctor')}
        </Act>
        <Act icon={ClipboardCopy} isDisabled={findings.length === 0} onPress={() => copy.act()}>
          {t(copied ? 'common.copied' : 'settings.copyReport')}
        </Act>
      </div>
      <Trouble error={error ?? copy.error} onRetry={examine} />
      {done ? (
        <Notice tone={bad > 0 ? 'bad' : limits > 0 ? 'warn' : 'good'} urgent>
          {bad > 0
            ? t('settings.doctorBad', { count: bad })
            : limits > 0
              ? t('settings.doctorLimited', { count: limits })
              : t('settings.doctorGood')}
        </Notice>
      ) : null}
      {findings.length > 0 ? (
        <div className="card">
          <FindingList findings={findings} />
        </div>
      ) : null}
      {status.data ? (
        <section className="stack">
          <h2>{t('settings.about')}</h2>
          <dl className="facts small">
            <Fact term={t('app.name')}>{status.data.version}</Fact>
            <Fact term={t('settings.memory')}>{bytes(status.data.memoryBytes, language)}</Fact>
            <Fact term={t('settings.up')}>{duration(status.data.upSeconds * 1000, language)}</Fact>
            <Fact term={t('settings.session')}>{status.data.session}</Fact>
          </dl>
          {status.data.sessionRemedy === '' ? null : <Notice tone="warn">{status.data.sessionRemedy}</Notice>}
        </section>
      ) : null}
    </div>
  );
}
