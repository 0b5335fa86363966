/** A plan as numbered sentences; the steps of a loop stand below it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Intent } from '../../../../electron/protocol/intent.ts';
import { sayIntent } from '../../i18n/say.ts';

export function PlanList(props: {
  steps: readonly Intent[];
  /** The host's own words, used where this interface has none. */
  words?: readonly string[];
  /** How many are done. */
  done?: number;
}): ReactNode {
  const { t } = useTranslation();
  const { steps, words = [], done = 0 } = props;
  return (
    <ol className="plan">
      {steps.map((step, i) => (
        <li key={i} data-state={i < done ? 'done' : i === done && done > 0 ? 'now' : undefined}>
          <bdi>{sayIntent(t, step) ?? words[i] ?? step.do}</bdi>
          {step.do === 'repeat' ? <PlanList steps={step.steps} /> : null}
        </li>
      ))}
    </ol>
  );
}
