/** Demonstrations: the library, recording, and one of them to look at, edit and replay. */
import { ArrowLeft, Clapperboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SkillInfo } from '../../../../electron/protocol/client-parts.ts';
import { hrefOf, useRoute } from '../../app/route.ts';
import { useAnswer, useMissing, useSnapshot } from '../../host/use.ts';
import { Empty, Notice, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { Recorder } from './recorder.tsx';
import { Upcoming } from './schedules.tsx';
import { SkillDetail } from './skill-detail.tsx';

export function Demonstrations(): ReactNode {
  const { t } = useTranslation();
  const { part } = useRoute();
  const missing = useMissing('skills');
  // A schedule that begins or ends is told as a remark: what came of it is on record by then.
  const told = useSnapshot((s) => s.remarks.at(-1)?.key ?? -1);
  const list = useAnswer('skills.list', missing === null ? {} : null, told);
  const unscheduled = useMissing('scheduling');
  const schedules = useAnswer('schedules.list', missing === null && unscheduled === null ? {} : null, told);
  const skills = list.data?.skills ?? [];
  const open = skills.find((s) => s.name === part);
  return (
    <>
      <header className="heading">
        <div>
          <h1>{t('demos.heading')}</h1>
          <p>{t('demos.sub')}</p>
        </div>
      </header>
      {missing === null ? null : (
        <Notice tone="info" title={t('common.notHere')}>
          <p>{missing}</p>
        </Notice>
      )}
      <Trouble error={list.error} onRetry={list.reload} />
      {missing === null ? (
        <div className="split" data-open={open !== undefined}>
          <div className="split-list stack">
            <Recorder onRecorded={list.reload} />
            <ul className="skills" aria-label={t('demos.heading')}>
              {skills.map((s) => (
                <li key={s.name}>
                  <SkillLink skill={s} open={s.name === part} />
                </li>
              ))}
            </ul>
            <Upcoming skills={skills} schedules={schedules.data?.schedules ?? []} />
          </div>
          <div className="split-detail">
            {open ? (
              <>
                <a className="button quiet split-back" href={hrefOf('demonstrations')}>
                  <ArrowLeft aria-hidden />
                  {t('common.back')}
                </a>
                <SkillDetail key={open.name} skill={open} schedules={schedules} onChanged={list.reload} />
              </>
            ) : list.data ? (
              <Empty icon={Clapperboard} title={t(skills.length === 0 ? 'demos.empty' : 'demos.choose')}>
                <p>{t(skills.length === 0 ? 'demos.emptyHelp' : 'demos.chooseHelp')}</p>
              </Empty>
            ) : null}
          </div>
        </div>
      ) : null}
    </>
  );
}

function SkillLink({ skill, open }: { skill: SkillInfo; open: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <a
      className="skill-link"
      href={hrefOf('demonstrations', skill.name)}
      {...(open ? { 'aria-current': 'true' as const } : {})}
    >
      <strong>
        <Said>{skill.title}</Said>
      </strong>
      <span className="soft small">
        {t('common.steps', { count: skill.steps })} ·{' '}
        {skill.runs === 0 ? t('demos.neverRun') : t('demos.success', { good: skill.succeeded, all: skill.runs })}
      </span>
    </a>
  );
}
