/** One demonstration: its steps, to be reworded, moved, taken out or tried; its values; its text; its replay. */
import { ArrowDown, ArrowUp, Play, Save, Trash2 } from 'lucide-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import type { SkillInfo } from '../../../../electron/protocol/client-parts.ts';
import { useAnnounce } from '../../app/announce.tsx';
import { go, useRoute } from '../../app/route.ts';
import { useShown } from '../../host/pictures.ts';
import { useAnswer, useDeed, useHost, useInControl } from '../../host/use.ts';
import { Act } from '../../ui/button.tsx';
import { Deeds } from '../../ui/menu.tsx';
import { Field, Notice, Pill, Said } from '../../ui/parts.tsx';
import { RemovalSheet } from '../../ui/sheet.tsx';
import { Shot } from '../../ui/shot.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { RISK_TONES } from '../assistant/step-card.tsx';
import { Repair } from './repair.tsx';
import { Replay } from './replay.tsx';
import { Schedules, type Scheduled } from './schedules.tsx';
import { outlineOf, withCaption, withMoved, withoutStep, withParameter } from './skill-text.ts';

type Shown = ResultOf<'skills.show'>;
type ShownStep = Shown['steps'][number];

/** What the host knows of each step, carried along while the steps are moved in the text. */
interface Draft {
  readonly text: string;
  readonly steps: readonly ShownStep[];
}

interface SkillDetailProps {
  readonly skill: SkillInfo;
  readonly schedules: Scheduled;
  readonly onChanged: () => void;
}

export function SkillDetail({ skill, schedules, onChanged }: SkillDetailProps): ReactNode {
  const { t } = useTranslation();
  const shown = useAnswer('skills.show', { name: skill.name });
  return (
    <article className="stack wide" aria-label={skill.title}>
      <header className="stack">
        <div className="row apart">
          <h2 className="task-title grow">
            <Said>{skill.title}</Said>
          </h2>
          <Remove skill={skill} onRemoved={onChanged} />
        </div>
        <p className="soft small">
          <code>{skill.name}</code> ·{' '}
          {skill.runs === 0 ? t('demos.neverRun') : t('demos.success', { good: skill.succeeded, all: skill.runs })}
        </p>
      </header>
      <Trouble error={shown.error} onRetry={shown.reload} />
      {shown.data ? (
        <Editor
          key={shown.data.text}
          shown={shown.data}
          schedules={schedules}
          onSaved={() => {
            shown.reload();
            onChanged();
          }}
        />
      ) : null}
    </article>
  );
}

const TABS = ['replay', 'schedule', 'steps', 'parameters', 'text'] as const;

function Editor(props: { shown: Shown; schedules: Scheduled; onSaved: () => void }): ReactNode {
  const { shown, onSaved } = props;
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const [draft, setDraft] = useState<Draft>(shown);
  const outline = useMemo(() => outlineOf(draft.text), [draft.text]);
  const save = useDeed(async () => {
    await host.call('skills.edit', { name: shown.skill.name, text: draft.text });
    onSaved();
  });
  const dirty = draft.text !== shown.text;
  const { rest } = useRoute();
  const tab = TABS.find((id) => id === rest) ?? 'replay';
  return (
    <Tabs
      className="tabs"
      selectedKey={tab}
      onSelectionChange={(id) => {
        if (id !== tab) go('demonstrations', shown.skill.name, String(id));
      }}
    >
      <TabList className="tab-list" aria-label={shown.skill.title}>
        <Tab className="tab" id="replay">
          {t('demos.replay')}
        </Tab>
        <Tab className="tab" id="schedule">
          {t('schedule.tab')}
        </Tab>
        <Tab className="tab" id="steps">
          {t('demos.steps')}
        </Tab>
        <Tab className="tab" id="parameters">
          {t('demos.parameters')}
        </Tab>
        <Tab className="tab" id="text">
          {t('demos.text')}
        </Tab>
      </TabList>
      {dirty ? (
        <Notice
          tone="info"
          way={
            <>
              <Act compact tone="primary" icon={Save} isDisabled={!steers || save.busy} onPress={() => save.act()}>
                {t('common.save')}
              </Act>
              <Act compact onPress={() => setDraft(shown)}>
                {t('common.cancel')}
              </Act>
            </>
          }
        >
          {t('demos.unsaved')}
        </Notice>
      ) : null}
      <Trouble error={save.error} />
      <TabPanel id="replay" className="stack">
        <Repair skill={shown.skill} onKept={onSaved} />
        <Replay skill={shown.skill} disabled={dirty} />
      </TabPanel>
      <TabPanel id="schedule">
        <Schedules skill={shown.skill} list={props.schedules} />
      </TabPanel>
      <TabPanel id="steps">
        {outline?.steps.length === draft.steps.length ? (
          <Steps draft={draft} outline={outline} onDraft={setDraft} skill={shown.skill} dirty={dirty} />
        ) : (
          <Notice tone="info">{t('demos.structureMissing')}</Notice>
        )}
      </TabPanel>
      <TabPanel id="parameters">
        {outline && outline.parameters.length > 0 ? (
          <div className="form-grid">
            {outline.parameters.map((p, i) => (
              <Field key={i} label={p.name} hint={p.type}>
                {(ids) => (
                  <input
                    {...ids}
                    className="input"
                    value={p.value}
                    disabled={p.type === 'secret'}
                    onChange={(e) => setDraft({ ...draft, text: withParameter(draft.text, i, e.target.value) })}
                  />
                )}
              </Field>
            ))}
          </div>
        ) : (
          <p className="soft">{t('demos.noParameters')}</p>
        )}
      </TabPanel>
      <TabPanel id="text">
        <textarea
          className="textarea code"
          aria-label={t('demos.text')}
          spellCheck={false}
          value={draft.text}
          onChange={(e) => setDraft({ ...draft, text: e.target.value })}
        />
      </TabPanel>
    </Tabs>
  );
}

function Steps(props: {
  draft: Draft;
  outline: NonNullable<ReturnType<typeof outlineOf>>;
  skill: SkillInfo;
  dirty: boolean;
  onDraft: (draft: Draft) => void;
}): ReactNode {
  const { t } = useTranslation();
  const say = useAnnounce();
  const { draft, outline, onDraft } = props;
  const list = useRef<HTMLOListElement>(null);
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= draft.steps.length) return;
    const steps = [...draft.steps];
    steps.splice(to, 0, ...steps.splice(from, 1));
    onDraft({ text: withMoved(draft.text, from, to), steps });
    say(t('demos.moved', { n: to + 1 }));
    // The focus goes with the step.
    requestAnimationFrame(() => {
      const row = list.current?.children[to];
      const button = row?.querySelector<HTMLElement>(`[data-move="${to < from ? 'up' : 'down'}"]:not([disabled])`);
      (button ?? row?.querySelector<HTMLElement>('input'))?.focus();
    });
  };
  const drop = (index: number): void =>
    onDraft({ text: withoutStep(draft.text, index), steps: draft.steps.filter((_, i) => i !== index) });
  return (
    <ol className="skill-steps" ref={list}>
      {draft.steps.map((step, i) => (
        <SkillStep
          key={step.index}
          step={step}
          at={i}
          of={draft.steps.length}
          caption={outline.steps[i]?.caption ?? step.caption}
          skill={props.skill}
          dirty={props.dirty}
          onCaption={(caption) => onDraft({ ...draft, text: withCaption(draft.text, i, caption) })}
          onMove={(to) => move(i, to)}
          onDrop={() => drop(i)}
        />
      ))}
    </ol>
  );
}

function SkillStep(props: {
  step: ShownStep;
  at: number;
  of: number;
  caption: string;
  skill: SkillInfo;
  dirty: boolean;
  onCaption: (caption: string) => void;
  onMove: (to: number) => void;
  onDrop: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const { step, at } = props;
  const picture = useShown(step.picture);
  const attempt = useDeed(async () => {
    await host.call('skills.replay', { name: props.skill.name, onlyStep: step.index });
    go('assistant');
  });
  return (
    <li className="card stack">
      <div className="skill-step">
        <div className="stack">
          <Field label={`${t('demos.caption')} ${at + 1}`}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                value={props.caption}
                onChange={(e) => props.onCaption(e.target.value)}
              />
            )}
          </Field>
          <div className="row small">
            {step.risk ? <Pill tone={RISK_TONES[step.risk]}>{t(`risk.${step.risk}`)}</Pill> : null}
            <details>
              <summary>{`${t('demos.anchors')} (${step.anchors.length})`}</summary>
              <ul className="stack soft">
                {step.anchors.map((a, i) => (
                  <li key={i}>
                    <Said>{a}</Said>
                  </li>
                ))}
              </ul>
            </details>
          </div>
        </div>
        <div className="row">
          <Act
            compact
            icon={ArrowUp}
            label={t('demos.moveUp')}
            data-move="up"
            isDisabled={at === 0}
            onPress={() => props.onMove(at - 1)}
          />
          <Act
            compact
            icon={ArrowDown}
            label={t('demos.moveDown')}
            data-move="down"
            isDisabled={at === props.of - 1}
            onPress={() => props.onMove(at + 1)}
          />
          <Deeds
            compact
            label={t('common.more')}
            deeds={[
              {
                id: 'try',
                words: t('demos.tryStep'),
                icon: Play,
                disabled: !steers || props.dirty,
                act: () => attempt.act(),
              },
              {
                id: 'delete',
                words: t('demos.deleteStep'),
                icon: Trash2,
                bad: true,
                disabled: props.of === 1,
                act: props.onDrop,
              },
            ]}
          />
        </div>
      </div>
      {step.picture ? <Shot shown={picture ?? undefined} label={props.caption} /> : null}
      <Trouble error={attempt.error} />
    </li>
  );
}

function Remove({ skill, onRemoved }: { skill: SkillInfo; onRemoved: () => void }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const [open, setOpen] = useState(false);
  const remove = useDeed(async () => {
    await host.call('skills.delete', { name: skill.name });
    setOpen(false);
    go('demonstrations');
    onRemoved();
  });
  return (
    <>
      <Act tone="quiet" icon={Trash2} isDisabled={!steers} onPress={() => setOpen(true)}>
        {t('common.delete')}
      </Act>
      <RemovalSheet
        open={open}
        title={t('demos.deleteTitle', { name: skill.title })}
        words={t('common.delete')}
        deed={remove}
        onClose={() => setOpen(false)}
      >
        <p>{t('demos.deleteHelp')}</p>
      </RemovalSheet>
    </>
  );
}
