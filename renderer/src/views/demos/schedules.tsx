/** When a demonstration is done by itself: what is set, what came of it, and a form for one more. */
import { CalendarClock, Play, Plus, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import type { ScheduleInfo, SkillInfo } from '../../../../electron/protocol/client-parts.ts';
import { useAnnounce } from '../../app/announce.tsx';
import { go, hrefOf } from '../../app/route.ts';
import { useLanguage } from '../../app/theme.ts';
import { useDeed, useHost, useInControl, useMissing, type Fetched } from '../../host/use.ts';
import { moment } from '../../i18n/format.ts';
import { sayWhen } from '../../i18n/when.ts';
import { Act } from '../../ui/button.tsx';
import { Notice, Pill, Said } from '../../ui/parts.tsx';
import { RemovalSheet } from '../../ui/sheet.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { STATUS_TONES } from '../assistant/result.tsx';
import { ScheduleForm } from './schedule-form.tsx';

export type Scheduled = Fetched<ResultOf<'schedules.list'>>;

/** The schedules of one demonstration. */
export function Schedules({ skill, list }: { skill: SkillInfo; list: Scheduled }): ReactNode {
  const { t } = useTranslation();
  const steers = useInControl();
  const say = useAnnounce();
  const missing = useMissing('scheduling');
  const [adding, setAdding] = useState(false);
  const mine = list.data?.schedules.filter((s) => s.skill === skill.name) ?? [];
  if (missing !== null) {
    return (
      <Notice tone="info" title={t('common.notHere')}>
        <p>{missing}</p>
      </Notice>
    );
  }
  return (
    <div className="stack">
      <p className="soft">{t('schedule.help')}</p>
      <Trouble error={list.error} onRetry={list.reload} />
      {mine.length > 0 ? (
        <ul className="card" aria-label={t('schedule.heading')}>
          {mine.map((s) => (
            <ScheduleRow key={s.id} schedule={s} onChanged={list.reload} />
          ))}
        </ul>
      ) : list.data && !adding ? (
        <p>{t('schedule.none')}</p>
      ) : null}
      {adding ? (
        <ScheduleForm
          skill={skill}
          onCancel={() => setAdding(false)}
          onAdded={() => {
            setAdding(false);
            say(t('schedule.added'));
            list.reload();
          }}
        />
      ) : (
        <div>
          <Act icon={Plus} isDisabled={!steers} onPress={() => setAdding(true)}>
            {t('schedule.add')}
          </Act>
        </div>
      )}
    </div>
  );
}

function ScheduleRow({ schedule, onChanged }: { schedule: ScheduleInfo; onChanged: () => void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const steers = useInControl();
  const [removing, setRemoving] = useState(false);
  const run = useDeed(async () => {
    await host.call('schedules.run', { id: schedule.id });
    go('assistant');
  });
  const remove = useDeed(async () => {
    await host.call('schedules.remove', { id: schedule.id });
    setRemoving(false);
    onChanged();
  });
  const words = sayWhen(t, schedule.when, language, Date.now());
  const given = Object.entries(schedule.parameters).filter(([, value]) => value !== '');
  return (
    <li className="list-row schedule-row">
      <div className="stack-tight">
        <h3>
          <Said>{words}</Said>
        </h3>
        <p className="soft small">
          <Next schedule={schedule} />
          {schedule.missed > 0 ? ` · ${t('schedule.missed', { count: schedule.missed })}` : ''}
        </p>
        {given.length > 0 || schedule.fileParameter !== null ? (
          <p className="small">
            <Said>
              {[
                ...given.map(([name, value]) => `${name}: ${value}`),
                ...(schedule.fileParameter === null ? [] : [`${schedule.fileParameter}: ${t('schedule.theFile')}`]),
              ].join(' · ')}
            </Said>
          </p>
        ) : null}
        {schedule.last ? <Last last={schedule.last} /> : null}
        <Trouble error={run.error} />
      </div>
      <div className="row">
        <Act compact icon={Play} isDisabled={!steers || run.busy} onPress={() => run.act()}>
          {t('schedule.runNow')}
        </Act>
        <Act
          compact
          tone="quiet plain"
          icon={Trash2}
          label={t('schedule.remove', { when: words })}
          isDisabled={!steers}
          onPress={() => setRemoving(true)}
        />
      </div>
      <RemovalSheet
        open={removing}
        title={t('schedule.removeTitle')}
        words={t('common.remove')}
        deed={remove}
        onClose={() => setRemoving(false)}
      >
        <p>
          <Said>{words}</Said>
        </p>
      </RemovalSheet>
    </li>
  );
}

function Next({ schedule: { next, when } }: { schedule: ScheduleInfo }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  if (next !== null) return t('schedule.next', { when: moment(next, language, Date.now()) });
  return t(when.kind === 'file' ? 'schedule.waits' : 'schedule.over');
}

/** How the last time went, and the way to it. */
function Last({ last }: { last: NonNullable<ScheduleInfo['last']> }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const refused = last.status === 'refused';
  const when = moment(last.at, language, Date.now());
  return (
    <div className="row small">
      <Pill tone={last.status === 'refused' ? 'bad' : STATUS_TONES[last.status]}>
        {last.status === 'refused' ? t('schedule.refused') : t(`status.${last.status}`)}
      </Pill>
      {refused || last.run === '' ? (
        <span className="soft">{t('schedule.last', { when })}</span>
      ) : (
        <a href={hrefOf('history', last.run)}>{t('schedule.last', { when })}</a>
      )}
      {last.status === 'done' || last.reason === '' ? null : (
        <span className="soft">
          <Said>{last.reason}</Said>
        </span>
      )}
    </div>
  );
}

/** All of them, the next one first: a glance at what will happen by itself. */
export function Upcoming(props: { skills: readonly SkillInfo[]; schedules: readonly ScheduleInfo[] }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const all = [...props.schedules].sort((a, b) => (a.next ?? Infinity) - (b.next ?? Infinity));
  if (all.length === 0) return null;
  return (
    <section className="stack upcoming" aria-labelledby="upcoming-heading">
      <h2 id="upcoming-heading" className="term row">
        <CalendarClock aria-hidden />
        {t('schedule.heading')}
      </h2>
      <ul>
        {all.map((s) => (
          <li key={s.id}>
            <a className="upcoming-link" href={hrefOf('demonstrations', s.skill, 'schedule')}>
              <span>
                <Said>{props.skills.find((k) => k.name === s.skill)?.title ?? s.skill}</Said>
              </span>
              <span className="soft small">
                <Said>
                  {s.next === null ? sayWhen(t, s.when, language, Date.now()) : moment(s.next, language, Date.now())}
                </Said>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
