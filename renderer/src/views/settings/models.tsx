/** The models that are here, and whether each is what it should be. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/theme.ts';
import { useAnswer, useMissing } from '../../host/use.ts';
import { bytes } from '../../i18n/format.ts';
import { Notice, Pill } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { Endpoint } from './endpoint.tsx';
import { Loaded } from './loaded.tsx';
import { OwnModels } from './own-models.tsx';
import { Speed } from './speed.tsx';

export function Models(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const missing = useMissing('models');
  const { data, error, reload } = useAnswer('models.list', missing === null ? {} : null);
  return (
    <div className="stack narrow">
      <p className="soft">{t('settings.modelsHelp')}</p>
      {missing === null ? null : (
        <Notice tone="info" title={t('common.notHere')}>
          <p>{missing}</p>
        </Notice>
      )}
      <Trouble error={error} onRetry={reload} />
      {data ? (
        <ul className="card">
          {data.models.map((m) => (
            <li key={m.file} className="list-row kind-row">
              <div>
                <h3>{m.name}</h3>
                <p className="soft small numbers">
                  {t('settings.version', { version: m.version })} · {bytes(m.bytes, language)} · {t('settings.licence')}
                  : {m.licence}
                </p>
                {m.problem === null ? null : <p className="problem">{m.problem}</p>}
              </div>
              <Pill tone={m.problem === null ? 'good' : 'bad'}>
                {t(m.problem === null ? 'settings.modelOk' : 'settings.modelBad')}
              </Pill>
            </li>
          ))}
        </ul>
      ) : null}
      <Loaded />
      <Speed />
      <OwnModels />
      <Endpoint />
    </div>
  );
}
