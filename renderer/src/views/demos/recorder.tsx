/** Recording: begun under a name, seen as it grows, paused, and what was too much forgotten. */
import { CircleDot, Eraser, Pause, Play, Square } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../../app/route.ts';
import { useDeed, useHost, useInControl, useMissing, useSnapshot } from '../../host/use.ts';
import { Act } from '../../ui/button.tsx';
import { Caption, Field, Notice } from '../../ui/parts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Trouble } from '../../ui/trouble.tsx';

/** As the host wants them. */
export const SKILL_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const FORGET_SECONDS = 30;

export function Recorder({ onRecorded }: { onRecorded: () => void }): ReactNode {
  const recording = useSnapshot((s) => s.recording?.of === 'skill');
  const [name, setName] = useState('');
  return recording ? (
    <Recording name={name} onRecorded={onRecorded} />
  ) : (
    <BeginRecording name={name} onName={setName} />
  );
}

function BeginRecording({ name, onName }: { name: string; onName: (name: string) => void }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const missing = useMissing('recording');
  const [open, setOpen] = useState(false);
  const begin = useDeed(async () => {
    await host.call('record.start', { name });
    setOpen(false);
  });
  const wrong = name !== '' && !SKILL_NAME.test(name);
  return (
    <>
      <div>
        <Act tone="primary" icon={CircleDot} isDisabled={!steers} onPress={() => setOpen(true)}>
          {t('demos.record')}
        </Act>
      </div>
      <Sheet open={open} title={t('demos.record')} onClose={() => setOpen(false)}>
        {missing === null ? null : (
          <Notice tone="info" title={t('common.notHere')}>
            <p>{missing}</p>
          </Notice>
        )}
        <form
          className="stack"
          onSubmit={(e) => {
            e.preventDefault();
            if (SKILL_NAME.test(name)) begin.act();
          }}
        >
          <Field label={t('demos.name')} hint={t('demos.nameHint')} problem={wrong ? t('demos.nameHint') : null}>
            {(ids) => (
              <input {...ids} className="input" value={name} autoFocus onChange={(e) => onName(e.target.value)} />
            )}
          </Field>
          <Trouble error={begin.error} />
          <div className="row">
            <Act
              type="submit"
              tone="primary"
              icon={CircleDot}
              isDisabled={missing !== null || !SKILL_NAME.test(name) || begin.busy}
            >
              {t('demos.startRecording')}
            </Act>
            <Act onPress={() => setOpen(false)}>{t('common.cancel')}</Act>
          </div>
        </form>
      </Sheet>
    </>
  );
}

function Recording({ name, onRecorded }: { name: string; onRecorded: () => void }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const recording = useSnapshot((s) => s.recording);
  const pause = useDeed((paused: boolean) => host.call('record.pause', { paused }));
  const forget = useDeed(() => host.call('record.forget', { seconds: FORGET_SECONDS }));
  const stop = useDeed(async () => {
    const { skill } = await host.call('record.stop', {});
    onRecorded();
    go('demonstrations', skill.name);
  });
  if (!recording) return null;
  const paused = recording.state === 'paused';
  return (
    <section className="card stack recording" aria-live="polite">
      <h2 className="row">
        <span className="dot" aria-hidden />
        {paused ? t('demos.recordingPaused') : t('demos.recordingNow', { name })}
      </h2>
      <p className="soft small numbers">{t('demos.events', { count: recording.events })}</p>
      {recording.captions.length === 0 ? (
        <p className="soft">{t('demos.noSteps')}</p>
      ) : (
        <ol className="captions small">
          {recording.captions.map((c, i) => (
            <li key={i}>
              <Caption>{c}</Caption>
            </li>
          ))}
        </ol>
      )}
      <div className="row">
        <Act tone="primary" icon={Square} isDisabled={!steers || stop.busy} onPress={() => stop.act()}>
          {t('demos.finish')}
        </Act>
        <Act icon={paused ? Play : Pause} isDisabled={!steers} onPress={() => pause.act(!paused)}>
          {t(paused ? 'assistant.resume' : 'assistant.pause')}
        </Act>
        <Act tone="quiet" icon={Eraser} isDisabled={!steers} onPress={() => forget.act()}>
          {t('demos.forget')}
        </Act>
      </div>
      <Trouble error={stop.error ?? pause.error ?? forget.error} />
    </section>
  );
}
