/** The first run: is everything there, how to stop it, what it asks, and a first task that changes nothing. */
import { ArrowLeft, ArrowRight, Play } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeed, useHost, useSnapshot } from '../../host/use.ts';
import { keysOf } from '../../i18n/format.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/index.ts';
import { Act } from '../../ui/button.tsx';
import { Choose } from '../../ui/controls.tsx';
import { Notice } from '../../ui/parts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { FindingList, useDoctor } from './diagnostics.tsx';
import { go } from '../../app/route.ts';

const PARTS = ['check', 'stop', 'ask', 'try'] as const;

export function Guide(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const part = PARTS[at] ?? 'try';
  const leave = useDeed(() => host.set({ welcomed: true }));
  const attempt = useDeed(async () => {
    await host.call('run.start', { task: t('guide.tryTask') });
    await host.set({ welcomed: true });
    go('assistant');
  });
  const move = (to: number): void => {
    setAt(to);
    requestAnimationFrame(() => heading.current?.focus());
  };
  return (
    <Sheet open title={t('guide.title')} onClose={() => leave.act()} broad>
      <p className="soft">{t('guide.hello')}</p>
      <div className="guide-steps" aria-hidden>
        {PARTS.map((p, i) => (
          <i key={p} data-done={i <= at} />
        ))}
      </div>
      <section className="stack">
        <h3 ref={heading} tabIndex={-1}>
          {t(`guide.${part}Title`)}{' '}
          <span className="hidden-text">{t('guide.progress', { n: at + 1, total: PARTS.length })}</span>
        </h3>
        <p>{t(`guide.${part}Help`)}</p>
        {part === 'check' ? <Check /> : null}
        {part === 'stop' ? <Keys /> : null}
        {part === 'try' ? <Notice tone="info">{`“${t('guide.tryTask')}”`}</Notice> : null}
      </section>
      <Trouble error={leave.error ?? attempt.error} />
      <div className="row apart">
        <Act tone="quiet" onPress={() => leave.act()}>
          {t(at === PARTS.length - 1 ? 'guide.finish' : 'guide.later')}
        </Act>
        <div className="row">
          {at > 0 ? (
            <Act icon={ArrowLeft} onPress={() => move(at - 1)}>
              {t('common.back')}
            </Act>
          ) : null}
          {at < PARTS.length - 1 ? (
            <Act tone="primary" icon={ArrowRight} onPress={() => move(at + 1)}>
              {t('common.next')}
            </Act>
          ) : (
            <Act tone="primary" icon={Play} isDisabled={attempt.busy} onPress={() => attempt.act()}>
              {t('guide.tryStart')}
            </Act>
          )}
        </div>
      </div>
    </Sheet>
  );
}

function Check(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const language = useSnapshot((s) => s.settings.language);
  const { findings, done, busy, error, examine } = useDoctor();
  useEffect(() => examine(), [examine]);
  const bad = findings.filter((f) => f.state !== 'ok');
  return (
    <div className="stack">
      <Choose
        label={t('settings.language')}
        value={language}
        choices={[
          { value: 'system', words: t('settings.system') },
          ...LANGUAGES.map((l) => ({ value: l, words: LANGUAGE_NAMES[l] })),
        ]}
        onChange={(chosen) => void host.set({ language: chosen }).catch(() => undefined)}
      />
      {busy ? <p className="soft">{t('settings.doctorRunning')}</p> : null}
      {done && bad.length === 0 ? <Notice tone="good">{t('settings.doctorGood')}</Notice> : null}
      {bad.length > 0 ? (
        <div className="card">
          <FindingList findings={bad} />
        </div>
      ) : null}
      <Trouble error={error} onRetry={examine} />
    </div>
  );
}

function Keys(): ReactNode {
  const keys = useSnapshot((s) => s.settings.stopKeys);
  return (
    <p className="row">
      {keysOf(keys).map((k) => (
        <span key={k} className="key">
          {k}
        </span>
      ))}
    </p>
  );
}
