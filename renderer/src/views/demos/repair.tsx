/**
 * A replay that halted is mended: the person points at the control, does the step, or leaves it out. What would change is
 * shown; a new place is tried and kept only if the step's effect comes.
 */
import { Ban, Check, Hand, MousePointerClick, Play, Square, X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HaltInfo, RepairInfo, SkillInfo } from '../../../../electron/protocol/client-parts.ts';
import { useAnnounce } from '../../app/announce.tsx';
import { hrefOf } from '../../app/route.ts';
import { usePicture } from '../../host/pictures.ts';
import { useAnswer, useDeed, useHost, useInControl, useSnapshot, type Deed } from '../../host/use.ts';
import { Act } from '../../ui/button.tsx';
import { Caption, Notice, Said } from '../../ui/parts.tsx';
import { Shot } from '../../ui/shot.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { Place } from '../live/point.ts';
import { PointAnew } from './point-anew.tsx';

/** How often a trial is asked about. */
const ASK_MS = 700;

export function Repair({ skill, onKept }: { skill: SkillInfo; onKept: () => void }): ReactNode {
  const { t } = useTranslation();
  const found = useAnswer('repair.halt', { name: skill.name });
  const halt = found.data?.halt ?? null;
  if (!halt) {
    return skill.lastHalt === null || found.data === null ? null : (
      <Notice tone="warn" title={t('demos.lastHalt')}>
        <p>
          <Said>{skill.lastHalt}</Said>
        </p>
      </Notice>
    );
  }
  const kept = (): void => {
    found.reload();
    onKept();
  };
  return <Halted key={`${halt.run} ${halt.label}`} name={skill.name} halt={halt} onKept={kept} />;
}

type Mode = 'choosing' | 'pointing' | 'proposed';

function Halted({ name, halt, onKept }: { name: string; halt: HaltInfo; onKept: () => void }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const say = useAnnounce();
  const [mode, setMode] = useState<Mode>('choosing');
  const [repair, setRepair] = useState<RepairInfo | null>(null);
  const showing = useSnapshot((s) => s.recording?.of === 'repair');
  const propose = (made: RepairInfo): void => {
    setRepair(made);
    setMode('proposed');
    say(t('repair.proposed'));
  };
  const point = useDeed(async (at: Place) => propose((await host.call('repair.point', { name, point: at })).repair));
  const leave = useDeed(async () => propose((await host.call('repair.leaveOut', { name })).repair));
  const show = useDeed(() => host.call('repair.show', { name }));
  const shown = useDeed(async () => propose((await host.call('repair.shown', {})).repair));
  const again = (): void => {
    setRepair(null);
    setMode('choosing');
  };
  return (
    <section className="card stack halted" aria-labelledby="halt-heading">
      <h3 id="halt-heading">{t('repair.heading', { step: halt.label })}</h3>
      <p>
        <Caption>{halt.caption}</Caption>
      </p>
      <p className="soft">
        <Said>{halt.reason}</Said>
      </p>
      {halt.run === '' ? null : <HaltPicture run={halt.run} label={halt.caption} />}
      {showing ? (
        <Showing shown={shown} />
      ) : mode === 'choosing' ? (
        <Ways leave={leave} show={show} onPoint={() => setMode('pointing')} />
      ) : mode === 'pointing' ? (
        <PointAnew point={point} onCancel={again} />
      ) : repair ? (
        <Proposal key={repair.id} repair={repair} onChange={setRepair} onAgain={again} onKept={onKept} />
      ) : null}
      <Trouble error={point.error ?? leave.error ?? show.error ?? shown.error} />
    </section>
  );
}

/** The screen as it was when the replay halted. */
function HaltPicture({ run, label }: { run: string; label: string }): ReactNode {
  const { t } = useTranslation();
  const steps = useAnswer('history.steps', { run, from: 0, limit: 500 });
  const last = steps.data?.steps.findLast((s) => s.frame !== null) ?? null;
  const picture = usePicture(last?.frameAfter ?? last?.frame ?? null, 900);
  if (steps.data === null || last === null) return null;
  return (
    <figure className="halt-picture">
      <Shot shown={picture} label={t('repair.picture', { step: label.replaceAll('*', '') })} />
      <figcaption className="hint">
        <a href={hrefOf('history', run)}>{t('repair.openRun')}</a>
      </figcaption>
    </figure>
  );
}

function Ways(props: { leave: Deed<[]>; show: Deed<[]>; onPoint: () => void }): ReactNode {
  const { t } = useTranslation();
  const steers = useInControl();
  return (
    <>
      <p>{t('repair.help')}</p>
      <div className="row">
        <Act tone="primary" icon={MousePointerClick} isDisabled={!steers} onPress={props.onPoint}>
          {t('repair.point')}
        </Act>
        <Act icon={Hand} isDisabled={!steers || props.show.busy} onPress={() => props.show.act()}>
          {t('repair.show')}
        </Act>
        <Act tone="quiet" icon={Ban} isDisabled={!steers || props.leave.busy} onPress={() => props.leave.act()}>
          {t('repair.leaveOut')}
        </Act>
      </div>
    </>
  );
}

function Showing({ shown }: { shown: Deed<[]> }): ReactNode {
  const { t } = useTranslation();
  const steers = useInControl();
  const events = useSnapshot((s) => s.recording?.events ?? 0);
  return (
    <Notice
      tone="info"
      title={t('repair.showing')}
      urgent
      way={
        <Act tone="primary" icon={Square} isDisabled={!steers || shown.busy} onPress={() => shown.act()}>
          {t('repair.shown')}
        </Act>
      }
    >
      <p>{t('repair.showingHelp')}</p>
      <p className="soft small numbers">{t('demos.events', { count: events })}</p>
    </Notice>
  );
}

/** What would change, and what is done about it. */
function Proposal(props: {
  repair: RepairInfo;
  onChange: (repair: RepairInfo) => void;
  onAgain: () => void;
  onKept: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const { repair, onChange } = props;
  const accept = useDeed(async () => {
    await host.call('repair.accept', { id: repair.id });
    onChange((await host.call('repair.state', { id: repair.id })).repair);
  });
  const drop = useDeed(async () => {
    await host.call('repair.drop', { id: repair.id });
    props.onAgain();
  });
  useTrial(repair, onChange);
  return (
    <div className="stack">
      <Changes repair={repair} />
      {repair.state === 'proposed' ? (
        <>
          <p className="hint">{t(`repair.proofs.${repair.proof}`)}</p>
          <div className="row">
            <Act
              tone="primary"
              icon={repair.proof === 'trial' ? Play : Check}
              isDisabled={!steers || accept.busy}
              onPress={() => accept.act()}
            >
              {t(repair.proof === 'trial' ? 'repair.try' : 'repair.keep')}
            </Act>
            <Act icon={X} isDisabled={!steers || drop.busy} onPress={() => drop.act()}>
              {t('repair.drop')}
            </Act>
          </div>
        </>
      ) : null}
      {repair.state === 'trying' ? (
        <Notice tone="info" urgent way={<a href={hrefOf('assistant')}>{t('repair.watch')}</a>}>
          {t('repair.trying')}
        </Notice>
      ) : null}
      {repair.state === 'kept' ? (
        <Ended tone="good" next={t('common.close')} onNext={props.onKept}>
          {t('repair.kept')}
        </Ended>
      ) : null}
      {repair.state === 'dropped' ? (
        <Ended tone="bad" title={t('repair.dropped')} next={t('common.retry')} onNext={props.onAgain}>
          <p>
            <Said>{repair.why}</Said>
          </p>
        </Ended>
      ) : null}
      <Trouble error={accept.error ?? drop.error} />
    </div>
  );
}

/** What became of a repair, and the one thing that is left to do. */
function Ended(props: {
  tone: 'good' | 'bad';
  title?: string;
  children: ReactNode;
  next: string;
  onNext: () => void;
}): ReactNode {
  const { next, onNext, children, ...notice } = props;
  return (
    <Notice
      {...notice}
      urgent
      way={
        <Act compact onPress={onNext}>
          {next}
        </Act>
      }
    >
      {children}
    </Notice>
  );
}

/** Asks how a trial goes until it is over. */
function useTrial(repair: RepairInfo, onChange: (repair: RepairInfo) => void): void {
  const host = useHost();
  const { id, state } = repair;
  useEffect(() => {
    if (state !== 'trying') return;
    const timer = setInterval(() => {
      // A host that is away is asked again.
      host.call('repair.state', { id }).then(
        ({ repair: now }) => {
          if (now.state !== 'trying') onChange(now);
        },
        () => undefined,
      );
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [host, id, state, onChange]);
}

function Changes({ repair }: { repair: RepairInfo }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <p className="term">{t('repair.instead')}</p>
      <ol className="captions">
        {repair.says.map((line, i) => (
          <li key={i}>
            <Caption>{line}</Caption>
          </li>
        ))}
      </ol>
      <details open>
        <summary>{t('repair.diff')}</summary>
        <ul className="diff" aria-label={t('repair.diff')}>
          {repair.diff.map((line, i) => (
            <li key={i} data-sign={line.charAt(0)}>
              <span className="hidden-text">{t(line.startsWith('-') ? 'repair.goes' : 'repair.comes')}: </span>
              <code>{line}</code>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
