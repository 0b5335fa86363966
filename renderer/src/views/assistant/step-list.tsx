/** The steps of a run as cards, newest at the end. Long runs are drawn only where they are looked at. */
import { LoaderCircle } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../../../electron/protocol/client-parts.ts';
import type { RunView } from '../../host/run-view.ts';
import { Said } from '../../ui/parts.tsx';
import { StepCardView } from './step-card.tsx';

export function StepList({ view, phase }: { view: RunView | null; phase: RunState['phase'] }): ReactNode {
  const { t } = useTranslation();
  const end = useRef<HTMLLIElement>(null);
  const count = view?.cards.length ?? 0;
  const live = phase !== 'finished';
  useEffect(() => {
    // Follows the newest step unless the person has scrolled away from it.
    const row = end.current;
    if (!row || !live) return;
    const { top } = row.getBoundingClientRect();
    if (top > innerHeight && top < innerHeight * 1.9) row.scrollIntoView({ block: 'nearest' });
  }, [count, live]);
  return (
    <section aria-labelledby="steps-heading" className="stack">
      <h2 id="steps-heading" className="hidden-text">
        {t('assistant.stepsHeading')}
      </h2>
      {count === 0 && live ? (
        <p className="soft row">
          <LoaderCircle aria-hidden className="turning" />
          {t('assistant.waitingFirst')}
        </p>
      ) : null}
      <ol className="steps">
        {view?.cards.map((card, i) => (
          <li key={card.key} className="step-row">
            {notesAfter(view, i)}
            <StepCardView card={card} isNow={live && i === count - 1} />
          </li>
        ))}
        <li ref={end} aria-hidden={!view || view.notices.every((n) => n.after !== count)}>
          {view ? notesAfter(view, count) : null}
        </li>
      </ol>
    </section>
  );
}

const notesAfter = (view: RunView, after: number): ReactNode =>
  view.notices
    .filter((n) => n.after === after)
    .map((n) => (
      <p key={n.key} className="remark small">
        <Said>{n.message}</Said>
      </p>
    ));
