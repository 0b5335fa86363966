/** What the rules say today of a step that is on record. */
import { FlaskConical } from 'lucide-react';
import { useDeferredValue, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import { useLanguage } from '../../app/theme.ts';
import { usePicture } from '../../host/pictures.ts';
import { useAnswer, useDeed, useHost } from '../../host/use.ts';
import { moment } from '../../i18n/format.ts';
import { sayDecider } from '../../i18n/say.ts';
import { Act } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/controls.tsx';
import { Notice, Said } from '../../ui/parts.tsx';
import { around, Shot } from '../../ui/shot.tsx';
import { Trouble } from '../../ui/trouble.tsx';

interface Chosen {
  readonly run: string;
  readonly ordinal: number;
}

/** `RUN:ORDINAL`, as the history links here. */
export function chosenOf(text: string): Chosen | null {
  const match = /^(.+):(\d+)$/.exec(text);
  return match?.[1] ? { run: match[1], ordinal: Number(match[2]) } : null;
}

const TONES = { allow: 'good', ask: 'warn', block: 'bad' } as const;

export function RuleTest({ wanted }: { wanted: string }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const [words, setWords] = useState('');
  const query = useDeferredValue(words.trim());
  const [chosen, setChosen] = useState<Chosen | null>(() => chosenOf(wanted));
  const hits = useAnswer('history.search', chosen === null || query !== '' ? { query, limit: 8 } : null);
  const [result, setResult] = useState<ResultOf<'rules.test'> | null>(null);
  const test = useDeed(async (step: Chosen) => {
    setResult(null);
    setResult(await host.call('rules.test', { run: step.run, ordinal: step.ordinal }));
  });
  const { act } = test;
  useEffect(() => {
    if (chosen) act(chosen);
  }, [chosen, act]);
  const now = Date.now();
  return (
    <div className="stack narrow">
      <p className="soft">{t('rules.testHelp')}</p>
      <SearchBox label={t('rules.testSearch')} value={words} onChange={setWords} />
      <Trouble error={hits.error} />
      {chosen === null || query !== '' ? (
        <ul className="skills">
          {hits.data?.hits.map((h) => (
            <li key={`${h.run}/${h.ordinal}`}>
              <button
                type="button"
                className="recent"
                onClick={() => {
                  setWords('');
                  setChosen({ run: h.run, ordinal: h.ordinal });
                }}
              >
                <bdi>{h.what}</bdi> <span className="soft small numbers">{moment(h.at, language, now)}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {chosen ? <ChosenStep chosen={chosen} /> : null}
      {chosen ? (
        <div>
          <Act icon={FlaskConical} isDisabled={test.busy} onPress={() => act(chosen)}>
            {t('rules.testRun')}
          </Act>
        </div>
      ) : null}
      {result ? (
        <Notice tone={TONES[result.decision]} urgent title={t(`rules.decision.${result.decision}`)}>
          <p>
            <Said>{result.why}</Said>
          </p>
          <p className="soft small">{t('rules.decidedBy', { by: sayDecider(t, result.by) })}</p>
        </Notice>
      ) : null}
      <Trouble error={test.error} />
    </div>
  );
}

function ChosenStep({ chosen }: { chosen: Chosen }): ReactNode {
  const { t } = useTranslation();
  const { data } = useAnswer('history.steps', { run: chosen.run, from: chosen.ordinal, limit: 1 });
  const step = data?.steps[0];
  const box = step?.grounding?.box ?? null;
  const shown = usePicture(box ? step?.frame : null, 1600);
  if (!step) return null;
  return (
    <section className="card stack" aria-label={t('rules.testPick')}>
      <h3>
        <Said>{step.what}</Said>
      </h3>
      {shown && box ? (
        <Shot
          shown={shown}
          label={step.what}
          view={around(shown.box, box, 70, { width: 420, height: 160 })}
          marks={{ target: box, points: step.grounding?.point ? [step.grounding.point] : [] }}
        />
      ) : null}
    </section>
  );
}
