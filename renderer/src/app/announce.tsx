/** What a screen reader says without the focus moving. One polite region for the whole window. */
import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from 'react';

const Announce = createContext<(words: string) => void>(() => undefined);
export const useAnnounce = (): ((words: string) => void) => useContext(Announce);

export function Announcer({ children }: { children: ReactNode }): ReactNode {
  const [words, setWords] = useState('');
  const turn = useRef(false);
  const say = useCallback((next: string) => {
    // The same words twice are a change only if something differs.
    turn.current = !turn.current;
    setWords(turn.current ? next : `${next}\u00a0`);
  }, []);
  return (
    <Announce value={say}>
      {children}
      <div className="hidden-text" role="status" aria-live="polite">
        {words}
      </div>
    </Announce>
  );
}
