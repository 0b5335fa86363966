/** Tells a screen reader, in whatever view, how the run goes: each step once, and its end. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../app/announce.tsx';
import { useSnapshot } from '../../host/use.ts';
import { sayIntent } from '../../i18n/say.ts';

export function RunAnnouncer(): ReactNode {
  const { t } = useTranslation();
  const say = useAnnounce();
  const view = useSnapshot((s) => s.view);
  const said = useRef('');
  const last = view?.cards.findLast((c) => c.acted !== null);
  const key = view?.finished ? `${view.runId}/end` : last ? `${view?.runId}/${last.key}` : '';
  useEffect(() => {
    if (key === '' || said.current === key) return;
    said.current = key;
    if (view?.finished) {
      const { status, reason } = view.finished;
      say(t('assistant.announceEnd', { status: t(`status.${status}`), reason }));
    } else if (last?.acted) {
      const what = sayIntent(t, last.acted.intent) ?? last.acted.what;
      say(t('assistant.announceStep', { n: last.step, what }));
    }
  }, [key, view, last, say, t]);
  return null;
}
