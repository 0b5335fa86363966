/** One more time for a demonstration: on days, once, every so often, or when a file appears. */
import { useState, type InputHTMLAttributes, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SCHEDULE_DAYS, type ScheduleTime, type SkillInfo } from '../../../../electron/protocol/client-parts.ts';
import { useLanguage } from '../../app/theme.ts';
import { useDeed, useHost, useInControl } from '../../host/use.ts';
import { dayName } from '../../i18n/when.ts';
import { Act } from '../../ui/button.tsx';
import { Choose, Toggle } from '../../ui/controls.tsx';
import { Field, Notice } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { examplesOf, lacksValue, ParameterFields } from './parameter-fields.tsx';
import { draftOf, whenOf, type WhenDraft } from './when-draft.ts';

/** A select has texts; no demonstration has a value of this name. */
const NOBODY = '';

export function ScheduleForm(props: { skill: SkillInfo; onAdded: () => void; onCancel: () => void }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const { skill } = props;
  const [draft, setDraft] = useState<WhenDraft>(() => draftOf(Date.now()));
  const [values, setValues] = useState(() => examplesOf(skill.parameters));
  const [fileParameter, setFileParameter] = useState(NOBODY);
  const [catchUp, setCatchUp] = useState(false);
  const takesFile = draft.kind === 'file' && fileParameter !== NOBODY;
  const asked = skill.parameters.filter((p) => !takesFile || p.name !== fileParameter);
  const read = whenOf(draft, Date.now());
  const add = useDeed(async (when: ScheduleTime) => {
    const parameters = Object.fromEntries(asked.map((p) => [p.name, values[p.name] ?? '']));
    await host.call('schedules.add', {
      ...{ skill: skill.name, parameters, when, catchUp },
      fileParameter: takesFile ? fileParameter : null,
    });
    props.onAdded();
  });
  const secret = skill.parameters.find((p) => p.type === 'secret');
  if (secret) {
    return <Notice tone="warn">{t('schedule.secret', { name: secret.name })}</Notice>;
  }
  return (
    <form
      className="card stack"
      aria-label={t('schedule.add')}
      onSubmit={(e) => {
        e.preventDefault();
        if ('when' in read && !lacksValue(asked, values)) add.act(read.when);
      }}
    >
      <Choose
        label={t('schedule.kind')}
        value={draft.kind}
        choices={(['daily', 'once', 'every', 'file'] as const).map((kind) => ({
          value: kind,
          words: t(`schedule.kinds.${kind}`),
        }))}
        onChange={(kind) => setDraft({ ...draft, kind })}
      />
      <WhenFields draft={draft} onDraft={setDraft} />
      {draft.kind === 'file' && skill.parameters.length > 0 ? (
        <Choose
          label={t('schedule.fileParameter')}
          value={fileParameter}
          choices={[
            { value: NOBODY, words: t('common.none') },
            ...skill.parameters.map((p) => ({ value: p.name, words: p.name })),
          ]}
          onChange={setFileParameter}
        />
      ) : null}
      {asked.length > 0 ? <ParameterFields parameters={asked} values={values} onValues={setValues} /> : null}
      {draft.kind === 'file' ? null : (
        <Toggle on={catchUp} onChange={setCatchUp}>
          {t('schedule.catchUp')}
        </Toggle>
      )}
      <Notice tone="info">{t('schedule.unattended')}</Notice>
      {'fault' in read && read.fault !== 'unfinished' ? (
        <p className="problem" role="alert">
          {t(`schedule.faults.${read.fault}`)}
        </p>
      ) : null}
      <Trouble error={add.error} />
      <div className="row">
        <Act
          type="submit"
          tone="primary"
          isDisabled={!steers || 'fault' in read || lacksValue(asked, values) || add.busy}
        >
          {t('schedule.add')}
        </Act>
        <Act onPress={props.onCancel}>{t('common.cancel')}</Act>
      </div>
    </form>
  );
}

/** A part of the draft that is written, and must be. */
function Written({
  label,
  hint,
  short = false,
  value,
  onValue,
  ...input
}: {
  label: string;
  hint?: string;
  /** No wider than a moment is long. */
  short?: boolean;
  value: string;
  onValue: (value: string) => void;
} & Pick<InputHTMLAttributes<HTMLInputElement>, 'type' | 'min' | 'max' | 'spellCheck'>): ReactNode {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(ids) => (
        <input
          {...ids}
          {...input}
          className={short ? 'input moment' : 'input'}
          required
          value={value}
          onChange={(e) => onValue(e.target.value)}
        />
      )}
    </Field>
  );
}

function WhenFields({ draft, onDraft }: { draft: WhenDraft; onDraft: (draft: WhenDraft) => void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const of = (part: 'time' | 'moment' | 'minutes' | 'folder' | 'pattern') => ({
    value: draft[part],
    onValue: (value: string) => onDraft({ ...draft, [part]: value }),
  });
  switch (draft.kind) {
    case 'daily':
      return (
        <div className="form-grid">
          <Written label={t('schedule.time')} type="time" {...of('time')} />
          <fieldset className="days">
            <legend className="term">{t('schedule.days')}</legend>
            {SCHEDULE_DAYS.map((day) => (
              <label key={day} className="day">
                <input
                  type="checkbox"
                  checked={draft.days.includes(day)}
                  aria-label={dayName(day, language, 'long')}
                  onChange={(e) =>
                    onDraft({
                      ...draft,
                      days: SCHEDULE_DAYS.filter((d) => (d === day ? e.target.checked : draft.days.includes(d))),
                    })
                  }
                />
                <span aria-hidden>{dayName(day, language)}</span>
              </label>
            ))}
          </fieldset>
        </div>
      );
    case 'once':
      return <Written label={t('schedule.moment')} short type="datetime-local" {...of('moment')} />;
    case 'every':
      return (
        <Written
          label={t('schedule.minutes')}
          hint={t('schedule.minutesHint')}
          short
          type="number"
          min={1}
          max={10_080}
          {...of('minutes')}
        />
      );
    case 'file':
      return (
        <div className="form-grid">
          <Written label={t('schedule.folder')} hint={t('schedule.folderHint')} spellCheck={false} {...of('folder')} />
          <Written
            label={t('schedule.pattern')}
            hint={t('schedule.patternHint')}
            spellCheck={false}
            {...of('pattern')}
          />
        </div>
      );
  }
}
