/** Where the models run, and how fast the work of a step is here: measured when a person asks for it. */
import { Gauge } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import { useLanguage } from '../../app/theme.ts';
import { useDeed, useHost, useInControl } from '../../host/use.ts';
import { count, duration } from '../../i18n/format.ts';
import { Act } from '../../ui/button.tsx';
import { Fact, Pill, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { providerName } from './provider-names.ts';

type Measured = ResultOf<'models.measure'>;

export function Speed(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const [measured, setMeasured] = useState<Measured | null>(null);
  const measure = useDeed(async () => setMeasured(await host.call('models.measure', {})));
  return (
    <section className="stack" aria-labelledby="speed-heading">
      <h2 id="speed-heading">{t('models.speed')}</h2>
      <p className="soft">{t('models.speedHelp')}</p>
      <div>
        <Act icon={Gauge} isDisabled={!steers || measure.busy} onPress={() => measure.act()}>
          {t(measure.busy ? 'models.measuring' : 'models.measure')}
        </Act>
      </div>
      <div aria-live="polite">{measured && !measure.busy ? <Figures measured={measured} /> : null}</div>
      <Trouble error={measure.error} />
    </section>
  );
}

function Figures({ measured: { provider, providers, screen, stages } }: { measured: Measured }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="card stack">
      <dl className="facts">
        {stages.map((s) => (
          <Fact key={s.stage} term={t(`models.stages.${s.stage}`)}>
            <strong>{duration(s.ms, language)}</strong>{' '}
            <span className="soft small">{t('models.first', { time: duration(s.first, language) })}</span>
          </Fact>
        ))}
      </dl>
      <p className="hint numbers">
        {t('models.screen', {
          width: screen.width,
          height: screen.height,
          elements: count(screen.elements, language),
        })}
      </p>
      <h3>{t('models.providers')}</h3>
      <ul className="findings">
        {providers.map((p) => (
          <li key={p.provider} className="finding">
            <Pill tone={p.provider === provider ? 'good' : 'none'}>{providerName(p.provider)}</Pill>
            <span>
              {p.ms === null ? (
                <>
                  {t('models.unusable')} <span className="soft">({<Said>{p.why}</Said>})</span>
                </>
              ) : (
                t('models.trial', { time: duration(p.ms, language) })
              )}
              {p.provider === provider ? ` · ${t('models.inUse')}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
