/** Weights of a person's own: a folder is tried, put in the place of the shipped ones, and taken out again. */
import { FlaskConical, FolderPlus, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import type { ModelFolderInfo } from '../../../../electron/protocol/client-parts.ts';
import { useAnnounce } from '../../app/announce.tsx';
import { useLanguage } from '../../app/theme.ts';
import { useAnswer, useDeed, useHost, useInControl } from '../../host/use.ts';
import { bytes, duration } from '../../i18n/format.ts';
import { Act } from '../../ui/button.tsx';
import { Field, Notice, Pill, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { providerName } from './provider-names.ts';

type Tried = ResultOf<'models.try'>['tried'];

const isWholePath = (path: string): boolean => /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path.trim());

export function OwnModels(): ReactNode {
  const { t } = useTranslation();
  const { data, error, reload } = useAnswer('models.folders', {});
  return (
    <section className="stack" aria-labelledby="own-models-heading">
      <h2 id="own-models-heading">{t('models.own')}</h2>
      <p className="soft">{t('models.ownHelp')}</p>
      <Trouble error={error} onRetry={reload} />
      {data && data.folders.length > 0 ? (
        <ul className="card">
          {data.folders.map((f) => (
            <OwnFolder key={f.role} folder={f} onRemoved={reload} />
          ))}
        </ul>
      ) : null}
      <FolderForm onAdded={reload} />
    </section>
  );
}

function OwnFolder({ folder: f, onRemoved }: { folder: ModelFolderInfo; onRemoved: () => void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const steers = useInControl();
  const remove = useDeed(async () => {
    await host.call('models.remove', { role: f.role });
    onRemoved();
  });
  return (
    <li className="list-row kind-row">
      <div>
        <h3>{t(`models.roles.${f.role}`)}</h3>
        <p className="soft small breakable">
          <Said>{f.folder}</Said>
        </p>
        <p className="soft small numbers">
          {f.models.map((m) => `${m.name} (${bytes(m.bytes, language)})`).join(' · ')}
        </p>
        {f.problem === null ? null : (
          <p className="problem">
            <Said>{f.problem}</Said>
          </p>
        )}
        <Trouble error={remove.error} />
      </div>
      <div className="row">
        <Pill tone={f.problem === null ? 'good' : 'bad'}>
          {t(f.problem === null ? 'models.inUse' : 'settings.modelBad')}
        </Pill>
        <Act
          compact
          icon={Trash2}
          label={t('models.removeOwn', { role: t(`models.roles.${f.role}`) })}
          isDisabled={!steers || remove.busy}
          onPress={() => remove.act()}
        />
      </div>
    </li>
  );
}

function FolderForm({ onAdded }: { onAdded: () => void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const say = useAnnounce();
  const steers = useInControl();
  const [folder, setFolder] = useState('');
  const [tried, setTried] = useState<Tried | null>(null);
  const whole = isWholePath(folder);
  const attempt = useDeed(async () => {
    setTried((await host.call('models.try', { folder: folder.trim() })).tried);
  });
  const add = useDeed(async () => {
    await host.call('models.add', { folder: folder.trim() });
    setFolder('');
    say(t('settings.saved'));
    onAdded();
  });
  const busy = attempt.busy || add.busy;
  const begin = (deed: typeof add): void => {
    setTried(null);
    attempt.clear();
    add.clear();
    deed.act();
  };
  return (
    <form
      className="card stack"
      aria-labelledby="own-models-heading"
      onSubmit={(e) => {
        e.preventDefault();
        if (whole && steers && !busy) begin(add);
      }}
    >
      <Field
        label={t('models.folder')}
        hint={t('models.folderHint')}
        problem={folder !== '' && !whole ? t('models.folderWrong') : null}
      >
        {(ids) => (
          <input
            {...ids}
            className="input"
            spellCheck={false}
            value={folder}
            onChange={(e) => setFolder(e.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Act icon={FlaskConical} isDisabled={!steers || !whole || busy} onPress={() => begin(attempt)}>
          {t(attempt.busy ? 'endpoint.testing' : 'endpoint.test')}
        </Act>
        <Act type="submit" tone="primary" icon={FolderPlus} isDisabled={!steers || !whole || busy}>
          {t(add.busy ? 'endpoint.testing' : 'models.add')}
        </Act>
      </div>
      {tried ? (
        <Notice tone="good" urgent title={t('models.folderWorks')}>
          {tried.map((one) => (
            <p key={one.role} className="numbers">
              {t(`models.roles.${one.role}`)} · {providerName(one.provider)} ·{' '}
              {t('models.openedIn', { time: duration(one.loadMs, language) })} ·{' '}
              {t('models.once', { time: duration(one.runMs, language) })}
            </p>
          ))}
        </Notice>
      ) : null}
      <Trouble error={attempt.error ?? add.error} />
    </form>
  );
}
