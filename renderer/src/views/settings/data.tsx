/** Where everything is kept, how much it takes, and how long it stays. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/theme.ts';
import { useAnswer, useMissing } from '../../host/use.ts';
import { bytes } from '../../i18n/format.ts';
import { Choose } from '../../ui/controls.tsx';
import { Fact, Notice } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useSettings } from './general.tsx';

const DAYS = [7, 30, 90, 365] as const;

export function DataPage(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { settings, set } = useSettings();
  const status = useAnswer('host.status', {});
  const missing = useMissing('deletion');
  // A number that somebody set elsewhere is shown too.
  const days = [...new Set([...DAYS, ...(settings.keepDays === null ? [] : [settings.keepDays])])].sort(
    (a, b) => a - b,
  );
  return (
    <div className="settings-form">
      <Trouble error={status.error ?? set.error} onRetry={status.reload} />
      {status.data ? (
        <dl className="facts">
          <Fact term={t('settings.folder')}>
            <code>{status.data.folder}</code>
            <p className="soft small">{t('settings.folderSize', { size: bytes(status.data.folderBytes, language) })}</p>
          </Fact>
        </dl>
      ) : null}
      {missing === null ? null : (
        <Notice tone="info" title={t('common.notHere')}>
          <p>{missing}</p>
        </Notice>
      )}
      <Choose
        label={t('settings.keep')}
        hint={t('settings.keepHint')}
        value={settings.keepDays === null ? '' : String(settings.keepDays)}
        choices={[
          { value: '', words: t('settings.keepForever') },
          ...days.map((d) => ({ value: String(d), words: t('settings.keepDays', { count: d }) })),
        ]}
        onChange={(v) => set.act({ keepDays: v === '' ? null : Number(v) })}
      />
    </div>
  );
}
