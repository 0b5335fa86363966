/** Language, appearance, what the app does on its own; and what keeps a run in bounds. */
import { Compass } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../electron/protocol/client-parts.ts';
import { useAnnounce } from '../../app/announce.tsx';
import { useDeed, useHost, useInControl, useSnapshot, type Deed } from '../../host/use.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/index.ts';
import { keysOf } from '../../i18n/format.ts';
import { Act } from '../../ui/button.tsx';
import { Choose, Toggle } from '../../ui/controls.tsx';
import { Field } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';

/** Changes a setting at once; there is no button to forget. */
export function useSettings(): { settings: Settings; set: Deed<[Partial<Settings>]>; steers: boolean } {
  const { t } = useTranslation();
  const host = useHost();
  const say = useAnnounce();
  const settings = useSnapshot((s) => s.settings);
  const steers = useInControl();
  const set = useDeed(async (change: Partial<Settings>) => {
    await host.set(change);
    say(t('settings.saved'));
  });
  return { settings, set, steers };
}

export function General(): ReactNode {
  const { t } = useTranslation();
  const { settings, set, steers } = useSettings();
  const toggle = (key: 'overlay' | 'notifications' | 'launchAtLogin' | 'checkForUpdates'): ReactNode => (
    <Toggle on={settings[key]} disabled={!steers} onChange={(on) => set.act({ [key]: on })}>
      {t(`settings.${key}`)}
    </Toggle>
  );
  return (
    <div className="settings-form">
      <Trouble error={set.error} />
      <fieldset>
        <legend className="hidden-text">{t('settings.general')}</legend>
        <Choose
          label={t('settings.language')}
          value={settings.language}
          choices={[
            { value: 'system', words: t('settings.system') },
            ...LANGUAGES.map((l) => ({ value: l, words: LANGUAGE_NAMES[l] })),
          ]}
          onChange={(language) => set.act({ language })}
        />
        <Choose
          label={t('settings.theme')}
          value={settings.theme}
          choices={(['system', 'light', 'dark'] as const).map((v) => ({ value: v, words: t(`settings.${v}`) }))}
          onChange={(theme) => set.act({ theme })}
        />
      </fieldset>
      <fieldset>
        <legend className="hint">{t('settings.appOnly')}</legend>
        <div className="stack">
          {toggle('overlay')}
          {toggle('notifications')}
          {toggle('launchAtLogin')}
          {toggle('checkForUpdates')}
        </div>
      </fieldset>
      <div>
        <Act icon={Compass} isDisabled={!steers} onPress={() => set.act({ welcomed: false })}>
          {t('settings.guide')}
        </Act>
      </div>
    </div>
  );
}

export function Safety(): ReactNode {
  const { t } = useTranslation();
  const { settings, set, steers } = useSettings();
  return (
    <div className="settings-form">
      <Trouble error={set.error} />
      <fieldset disabled={!steers}>
        <legend className="hidden-text">{t('settings.safety')}</legend>
        <Kept
          label={t('settings.stopKeys')}
          hint={t('settings.stopKeysHint')}
          value={settings.stopKeys}
          type="text"
          onKeep={(stopKeys) => set.act({ stopKeys })}
        />
        <p className="row" aria-hidden>
          {keysOf(settings.stopKeys).map((k) => (
            <span key={k} className="key">
              {k}
            </span>
          ))}
        </p>
        <Choose
          label={t('settings.onInput')}
          value={settings.onInput}
          choices={[
            { value: 'pause', words: t('settings.onInputPause') },
            { value: 'stop', words: t('settings.onInputStop') },
            { value: 'ignore', words: t('settings.onInputIgnore') },
          ]}
          onChange={(onInput) => set.act({ onInput })}
        />
        <Kept
          label={t('settings.answerSeconds')}
          value={String(settings.answerSeconds)}
          type="number"
          onKeep={(v) => set.act({ answerSeconds: Number(v) })}
        />
        <Kept
          label={t('settings.maxSteps')}
          hint={t('settings.budgetHint')}
          value={String(settings.maxSteps)}
          type="number"
          onKeep={(v) => set.act({ maxSteps: Number(v) })}
        />
        <Kept
          label={t('settings.maxSeconds')}
          hint={t('settings.budgetHint')}
          value={String(settings.maxSeconds)}
          type="number"
          onKeep={(v) => set.act({ maxSeconds: Number(v) })}
        />
      </fieldset>
    </div>
  );
}

/** A value that is kept when the field is left or Enter is pressed; the host says whether it is one. */
function Kept(props: {
  label: string;
  hint?: string;
  value: string;
  type: 'text' | 'number';
  onKeep: (value: string) => void;
}): ReactNode {
  const [words, setWords] = useState(props.value);
  useEffect(() => setWords(props.value), [props.value]);
  const keep = (): void => {
    const next = words.trim();
    if (next === '' || next === props.value) setWords(props.value);
    else props.onKeep(next);
  };
  return (
    <Field label={props.label} {...(props.hint === undefined ? {} : { hint: props.hint })}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          type={props.type}
          min={1}
          value={words}
          onChange={(e) => setWords(e.target.value)}
          onBlur={keep}
          onKeyDown={(e) => {
            if (e.key === 'Enter') keep();
          }}
        />
      )}
    </Field>
  );
}
