/** The window: the way to the views, the state of the host, the view itself, and the question above everything. */
import {
  BookOpenCheck,
  Clapperboard,
  History as HistoryIcon,
  Menu as MenuIcon,
  MessageSquareText,
  SlidersHorizontal,
  X,
  type LucideIcon,
} from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost, useSnapshot } from '../host/use.ts';
import { Act } from '../ui/button.tsx';
import { Deeds } from '../ui/menu.tsx';
import { Notice } from '../ui/parts.tsx';
import { Boundary, LinkTrouble } from '../ui/trouble.tsx';
import { Assistant } from '../views/assistant/assistant.tsx';
import { QuestionPage, QuestionSheet } from '../views/question/question.tsx';
import { RunAnnouncer } from '../views/assistant/announcer.tsx';
import { Mark } from './mark.tsx';
import { go, hrefOf, useRoute, VIEWS, type View } from './route.ts';
import { useAppearance } from './theme.ts';

// The first view is in the first file; the others come when they are wanted.
const LATER = {
  demonstrations: () => import('../views/demos/demos.tsx'),
  history: () => import('../views/history/history.tsx'),
  rules: () => import('../views/rules/rules.tsx'),
  settings: () => import('../views/settings/settings.tsx'),
} as const;
const Demonstrations = lazy(async () => ({ default: (await LATER.demonstrations()).Demonstrations }));
const History = lazy(async () => ({ default: (await LATER.history()).History }));
const Rules = lazy(async () => ({ default: (await LATER.rules()).Rules }));
const SettingsView = lazy(async () => ({ default: (await LATER.settings()).SettingsView }));
const Guide = lazy(async () => ({ default: (await import('../views/settings/guide.tsx')).Guide }));

const ICONS: Readonly<Record<View, LucideIcon>> = {
  assistant: MessageSquareText,
  demonstrations: Clapperboard,
  history: HistoryIcon,
  rules: BookOpenCheck,
  settings: SlidersHorizontal,
};

/** Fetches the other views while nothing else is to be done, so that they open at once. */
function usePrefetch(): void {
  useEffect(() => {
    const handle = requestIdleCallback(() => {
      for (const fetch of Object.values(LATER)) fetch().catch(() => undefined);
    });
    return () => cancelIdleCallback(handle);
  }, []);
}

export function App(): ReactNode {
  useAppearance();
  usePrefetch();
  const { view } = useRoute();
  if (view === 'question') return <QuestionPage />;
  return <Window view={view} />;
}

function Window({ view }: { view: View }): ReactNode {
  const { t } = useTranslation();
  const welcomed = useSnapshot((s) => s.link !== 'ready' || s.settings.welcomed || s.hello?.role !== 'control');
  const main = useRef<HTMLElement>(null);
  const shown = useRef(view);
  useEffect(() => {
    document.title = `${t(`app.${view}`)} · ${t('app.name')}`;
    // Going to a view puts the focus at its beginning; the first one is where the page begins anyway.
    if (shown.current !== view) main.current?.focus({ preventScroll: true });
    shown.current = view;
    scrollTo(0, 0);
  }, [view, t]);
  return (
    <div className="window">
      <a
        className="skip"
        href="#content"
        onClick={(e) => {
          e.preventDefault();
          main.current?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <Rail view={view} />
      <main id="content" ref={main} tabIndex={-1} className={`view view-${view}`}>
        <div className="above">
          <LinkTrouble />
          <Remarks />
        </div>
        <Boundary
          key={view}
          words={{
            title: t('trouble.unexpected'),
            help: t('trouble.unexpectedHelp'),
            again: t('common.retry'),
          }}
        >
          <Suspense fallback={<p className="soft">{t('common.loading')}</p>}>{viewOf(view)}</Suspense>
        </Boundary>
      </main>
      <RunAnnouncer />
      <QuestionSheet />
      {welcomed ? null : (
        <Suspense>
          <Guide />
        </Suspense>
      )}
    </div>
  );
}

function viewOf(view: View): ReactNode {
  switch (view) {
    case 'assistant':
      return <Assistant />;
    case 'demonstrations':
      return <Demonstrations />;
    case 'history':
      return <History />;
    case 'rules':
      return <Rules />;
    case 'settings':
      return <SettingsView />;
  }
}

function Rail({ view }: { view: View }): ReactNode {
  const { t } = useTranslation();
  return (
    <header className="rail">
      <a className="brand" href={hrefOf('assistant')}>
        <Mark />
        <span>{t('app.name')}</span>
      </a>
      <nav aria-label={t('app.navigation')} className="ways">
        <ul>
          {VIEWS.map((v) => {
            const Icon = ICONS[v];
            return (
              <li key={v}>
                <a href={hrefOf(v)} {...(v === view ? { 'aria-current': 'page' } : {})}>
                  <Icon aria-hidden />
                  <span>{t(`app.${v}`)}</span>
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="ways-small">
        <Deeds
          icon={MenuIcon}
          label={t('app.menu')}
          deeds={VIEWS.map((v) => ({ id: v, words: t(`app.${v}`), icon: ICONS[v], act: () => go(v) }))}
        />
      </div>
      <HostState />
    </header>
  );
}

/** One word on what the agent is doing, in every view. */
function HostState(): ReactNode {
  const { t } = useTranslation();
  const state = useSnapshot((s) => {
    if (s.link === 'connecting') return 'linkConnecting';
    if (s.link === 'lost') return 'linkLost';
    if (s.run === null || s.run.phase === 'finished') return 'linkReady';
    if (s.run.phase === 'paused') return 'linkPaused';
    return s.run.phase === 'asking' ? 'linkAsking' : 'linkBusy';
  });
  return (
    <p className="host-state small" data-state={state}>
      <i aria-hidden />
      {t(`app.${state}`)}
    </p>
  );
}

const REMARK_TONES = { info: 'info', warning: 'warn', problem: 'bad' } as const;

function Remarks(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const remarks = useSnapshot((s) => s.remarks);
  return remarks.map((r) => (
    <Notice
      key={r.key}
      tone={REMARK_TONES[r.level]}
      urgent
      way={
        <Act compact icon={X} onPress={() => host.dismiss(r.key)}>
          {t('common.dismiss')}
        </Act>
      }
    >
      <p>{r.message}</p>
    </Notice>
  ));
}
