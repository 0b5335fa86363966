/** What both lists of the history share: the choice of an application, and the words when nothing is left. */
import { FileClock, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../host/use.ts';
import { Choose } from '../../ui/controls.tsx';
import { Empty } from '../../ui/parts.tsx';

/** `turn`: raised when something was deleted, so that the applications are asked for again. */
export function AppFilter(props: { app: string; turn: number; onApp: (app: string) => void }): ReactNode {
  const { t } = useTranslation();
  const { app } = props;
  const { data } = useAnswer('history.apps', {}, props.turn);
  const apps = data?.apps.map((a) => a.app) ?? [];
  if (apps.length === 0 && app === '') return null;
  const known = app === '' || apps.includes(app) ? apps : [app, ...apps];
  return (
    <Choose
      label={t('history.app')}
      value={app}
      choices={[{ value: '', words: t('common.any') }, ...known.map((a) => ({ value: a, words: a }))]}
      onChange={props.onApp}
    />
  );
}

export function Nothing({ filtered }: { filtered: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <Empty icon={filtered ? SearchX : FileClock} title={t(filtered ? 'history.noMatch' : 'history.empty')}>
      <p>{t(filtered ? 'history.noMatchHelp' : 'history.emptyHelp')}</p>
    </Empty>
  );
}
