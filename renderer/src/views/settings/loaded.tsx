/** The models that are open now: where each runs and how fast it was. Asked again while the view is looked at. */
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoadedModelInfo } from '../../../../electron/protocol/client-parts.ts';
import { useLanguage } from '../../app/theme.ts';
import { useAnswer } from '../../host/use.ts';
import { bytes, count, duration } from '../../i18n/format.ts';
import { Fact, Pill, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { providerName } from './provider-names.ts';

const EVERY_MS = 1000;
/** What ran this lately is at work. */
const AT_WORK_MS = 2500;

export function Loaded(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data, error, reload } = useAnswer('models.loaded', {});
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <section className="stack" aria-labelledby="loaded-heading">
      <h2 id="loaded-heading">{t('models.loaded')}</h2>
      <p className="soft">{t('models.loadedHelp')}</p>
      {data ? null : <Trouble error={error} onRetry={reload} />}
      {data ? (
        <div className="card stack">
          <dl className="facts">
            <Fact term={t('models.open')}>{count(data.models.length, language)}</Fact>
            <Fact term={t('models.weights')}>
              {bytes(
                data.models.reduce((sum, m) => sum + m.bytes, 0),
                language,
              )}
            </Fact>
            <Fact term={t('settings.memory')}>{bytes(data.memoryBytes, language)}</Fact>
            <Fact term={t('models.asked')}>{providerName(data.provider)}</Fact>
          </dl>
          {data.models.length === 0 ? (
            <p className="soft">{t('models.noneLoaded')}</p>
          ) : (
            <ul className="under-facts">
              {data.models.map((m) => (
                <OpenModel key={`${m.name} ${m.openedAt}`} model={m} />
              ))}
            </ul>
          )}
        </div>
      ) : null}
    </section>
  );
}

function OpenModel({ model: m }: { model: LoadedModelInfo }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const working = m.ranAt !== null && Date.now() - m.ranAt < AT_WORK_MS;
  return (
    <li className="list-row kind-row">
      <div>
        <h3>
          <Said>{m.name}</Said>
        </h3>
        <p className="soft small numbers">
          {bytes(m.bytes, language)} · {t('models.openedIn', { time: duration(m.loadMs, language) })} ·{' '}
          {m.runMs === null
            ? t('models.notRun')
            : t('models.ran', { n: count(m.runs, language), time: duration(m.runMs, language) })}
        </p>
        {m.instead === '' ? null : (
          <p className="problem">
            {t('models.instead')} <Said>{m.instead}</Said>
          </p>
        )}
      </div>
      <div className="row">
        {working ? <Pill tone="info">{t('models.working')}</Pill> : null}
        <Pill tone={m.instead === '' ? 'good' : 'warn'}>{providerName(m.provider)}</Pill>
      </div>
    </li>
  );
}
