/** The mark: the ring that is put around a target. */
import type { ReactNode } from 'react';

export const Mark = (): ReactNode => (
  <svg className="mark" viewBox="0 0 32 32" fill="none" aria-hidden>
    <circle cx="16" cy="16" r="9" />
    <path d="M16 2v6M16 24v6M2 16h6M24 16h6" />
    <circle className="dot" cx="16" cy="16" r="2.5" />
  </svg>
);
