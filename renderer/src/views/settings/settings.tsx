/** Models and settings, a page each. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { go, useRoute } from '../../app/route.ts';
import { DataPage } from './data.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { General, Safety } from './general.tsx';
import { Models } from './models.tsx';
import { Screens } from './screens.tsx';

const PAGES = {
  general: General,
  safety: Safety,
  screens: Screens,
  models: Models,
  data: DataPage,
  diagnostics: Diagnostics,
} as const satisfies Record<string, () => ReactNode>;
type PageName = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as PageName[];

export function SettingsView(): ReactNode {
  const { t } = useTranslation();
  const { part } = useRoute();
  const page: PageName = NAMES.find((n) => n === part) ?? 'general';
  return (
    <>
      <header className="heading">
        <h1>{t('settings.heading')}</h1>
      </header>
      <Tabs className="tabs" selectedKey={page} onSelectionChange={(key) => go('settings', String(key))}>
        <TabList className="tab-list" aria-label={t('settings.heading')}>
          {NAMES.map((n) => (
            <Tab key={n} className="tab" id={n}>
              {t(`settings.${n}`)}
            </Tab>
          ))}
        </TabList>
        {NAMES.map((n) => {
          const Page = PAGES[n];
          return (
            <TabPanel key={n} id={n}>
              <Page />
            </TabPanel>
          );
        })}
      </Tabs>
    </>
  );
}
