/** A language model of the person's own: its address, a trial, and whether it plans. */
import { PlugZap, Save, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointInfo } from '../../../../electron/protocol/client-parts.ts';
import { useAnnounce } from '../../app/announce.tsx';
import { useLanguage } from '../../app/theme.ts';
import { useAnswer, useDeed, useHost, useInControl, useSnapshot } from '../../host/use.ts';
import { duration } from '../../i18n/format.ts';
import { Act } from '../../ui/button.tsx';
import { Choose } from '../../ui/controls.tsx';
import { Field, Notice, Pill, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';

export function Endpoint(): ReactNode {
  const { t } = useTranslation();
  const { data, error, reload } = useAnswer('endpoint.get', {});
  const endpoint = data?.endpoint ?? null;
  return (
    <section className="stack" aria-labelledby="endpoint-heading">
      <h2 id="endpoint-heading">{t('endpoint.heading')}</h2>
      <p className="soft">{t('endpoint.help')}</p>
      <Trouble error={error} onRetry={reload} />
      {data ? <Planner endpoint={endpoint} /> : null}
      {data && endpoint?.from === 'environment' ? (
        <Notice tone="info" title={endpoint.model}>
          <p>
            <Said>{endpoint.url}</Said>
          </p>
          <p>{t('endpoint.environment')}</p>
        </Notice>
      ) : data ? (
        <EndpointForm key={`${endpoint?.url} ${endpoint?.model}`} endpoint={endpoint} onChanged={reload} />
      ) : null}
    </section>
  );
}

/** Who plans. Without a model of one's own there is nothing to choose. */
function Planner({ endpoint }: { endpoint: EndpointInfo | null }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const planner = useSnapshot((s) => s.settings.planner);
  const set = useDeed((chosen: 'auto' | 'endpoint') => host.set({ planner: chosen }));
  if (endpoint === null && planner === 'auto') return null;
  return (
    <>
      <Choose
        label={t('endpoint.planner')}
        hint={t('endpoint.plannerHint')}
        value={planner}
        choices={[
          { value: 'auto', words: t('endpoint.rules') },
          { value: 'endpoint', words: endpoint?.model ?? t('endpoint.missing') },
        ]}
        onChange={(chosen) => set.act(chosen)}
      />
      <Trouble error={set.error} />
    </>
  );
}

const isAddress = (text: string): boolean => /^https?:\/\/\S+$/.test(text.trim());
/** On this machine, or in the network of it: nothing leaves the house. */
const isLocal = (url: string): boolean => /^https?:\/\/(127\.|localhost|\[::1\]|192\.168\.|10\.)/.test(url.trim());

function EndpointForm({ endpoint, onChanged }: { endpoint: EndpointInfo | null; onChanged: () => void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const say = useAnnounce();
  const steers = useInControl();
  const [url, setUrl] = useState(endpoint?.url ?? '');
  const [model, setModel] = useState(endpoint?.model ?? '');
  const [key, setKey] = useState('');
  const [tried, setTried] = useState<{ ms: number; words: string[] } | null>(null);
  const draft = { url: url.trim(), model: model.trim(), ...(key === '' ? {} : { key }) };
  const whole = isAddress(url) && model.trim() !== '';
  const attempt = useDeed(async () => {
    setTried(null);
    setTried(await host.call('endpoint.test', draft));
  });
  const save = useDeed(async () => {
    await host.call('endpoint.set', { endpoint: draft });
    setKey('');
    say(t('settings.saved'));
    onChanged();
  });
  const remove = useDeed(async () => {
    await host.call('endpoint.set', { endpoint: null });
    await host.set({ planner: 'auto' });
    onChanged();
  });
  return (
    <form
      className="card stack"
      aria-labelledby="endpoint-heading"
      onSubmit={(e) => {
        e.preventDefault();
        if (whole) save.act();
      }}
    >
      <div className="form-grid">
        <Field
          label={t('endpoint.url')}
          hint={t('endpoint.urlHint')}
          problem={url !== '' && !isAddress(url) ? t('endpoint.urlWrong') : null}
        >
          {(ids) => (
            <input {...ids} className="input" spellCheck={false} value={url} onChange={(e) => setUrl(e.target.value)} />
          )}
        </Field>
        <Field label={t('endpoint.model')} hint={t('endpoint.modelHint')}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              spellCheck={false}
              value={model}
              onChange={(e) => setModel(e.target.value)}
            />
          )}
        </Field>
        <Field label={t('endpoint.key')} hint={t(endpoint?.hasKey ? 'endpoint.keyThere' : 'endpoint.keyHint')}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="password"
              autoComplete="off"
              value={key}
              onChange={(e) => setKey(e.target.value)}
            />
          )}
        </Field>
      </div>
      {isAddress(url) && !isLocal(url) ? <Notice tone="warn">{t('endpoint.leaves')}</Notice> : null}
      <div className="row">
        <Act icon={PlugZap} isDisabled={!steers || !whole || attempt.busy} onPress={() => attempt.act()}>
          {t(attempt.busy ? 'endpoint.testing' : 'endpoint.test')}
        </Act>
        <Act type="submit" tone="primary" icon={Save} isDisabled={!steers || !whole || save.busy}>
          {t('common.save')}
        </Act>
        {endpoint ? (
          <Act tone="quiet" icon={Trash2} isDisabled={!steers || remove.busy} onPress={() => remove.act()}>
            {t('common.remove')}
          </Act>
        ) : null}
        {endpoint ? <Pill tone="info">{endpoint.model}</Pill> : null}
      </div>
      {tried ? (
        <Notice tone="good" urgent title={t('endpoint.works', { time: duration(tried.ms, language) })}>
          <p>
            <Said>{tried.words.join('; ')}</Said>
          </p>
        </Notice>
      ) : null}
      <Trouble error={attempt.error ?? save.error ?? remove.error} />
    </form>
  );
}
