/** Puts the interface on the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './app/app.tsx';
import { Announcer } from './app/announce.tsx';
import { Session, type SessionOptions } from './host/session.ts';
import { HostProvider } from './host/use.ts';
import './i18n/index.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/ui.css';
import './styles/window.css';
import './styles/assistant.css';
import './styles/views.css';
import './styles/demos.css';

// The content security policy allows no code made of text; zod would try it.
config({ jitless: true });

export function show(options: SessionOptions): Session {
  const session = new Session(options);
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root.');
  createRoot(root).render(
    <StrictMode>
      <HostProvider value={session}>
        <Announcer>
          <App />
        </Announcer>
      </HostProvider>
    </StrictMode>,
  );
  void session.start();
  return session;
}
