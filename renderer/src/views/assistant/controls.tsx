/** Pause, resume, one step, take over, stop. Stop is there in every phase and for every window. */
import { Hand, Pause, Play, Square, StepForward } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../../../electron/protocol/client-parts.ts';
import { useDeed, useHost, useInControl, useSnapshot } from '../../host/use.ts';
import { Act } from '../../ui/button.tsx';
import { Trouble } from '../../ui/trouble.tsx';

type Order = 'run.pause' | 'run.resume' | 'run.step' | 'run.takeOver' | 'run.stop';

export function Controls({ run }: { run: RunState }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const ready = useSnapshot((s) => s.link === 'ready');
  const order = useDeed((method: Order) => host.call(method, {}));
  const stop = useDeed(() => host.call('run.stop', {}));
  const idle = !steers || order.busy;
  return (
    <div className="controls" role="group" aria-label={t(`phase.${run.phase}`)}>
      {run.phase === 'paused' ? (
        <>
          <Act tone="primary" icon={Play} isDisabled={idle} onPress={() => order.act('run.resume')}>
            {t('assistant.resume')}
          </Act>
          <Act icon={StepForward} isDisabled={idle} onPress={() => order.act('run.step')}>
            {t('assistant.step')}
          </Act>
        </>
      ) : (
        <>
          <Act icon={Pause} isDisabled={idle || run.phase !== 'running'} onPress={() => order.act('run.pause')}>
            {t('assistant.pause')}
          </Act>
          <Act icon={Hand} isDisabled={idle || run.phase !== 'running'} onPress={() => order.act('run.takeOver')}>
            {t('assistant.takeOver')}
          </Act>
        </>
      )}
      <Act
        tone="danger"
        icon={Square}
        isDisabled={!ready || stop.busy || run.phase === 'stopping'}
        onPress={() => stop.act()}
      >
        {t('assistant.stop')}
      </Act>
      <Trouble error={order.error ?? stop.error} />
    </div>
  );
}
