/** An error as a person can use it: what is wrong, in their language where it is a known one, and the way out. */
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../../../electron/protocol/client-connection.ts';
import { useHost, useSnapshot } from '../host/use.ts';
import { Act } from './button.tsx';
import { Notice } from './parts.tsx';
import { go } from '../app/route.ts';

/** Which known trouble a code is; the words are under `trouble`. */
const KNOWN = {
  host_gone: 'hostGone',
  disk_full: 'diskFull',
  history_damaged: 'historyMoved',
  history_foreign: 'historyMoved',
  history_locked: 'historyMoved',
  history_missing: 'historyMoved',
  history_newer: 'historyMoved',
  model_missing: 'modelMissing',
  model_damaged: 'modelMissing',
  endpoint_down: 'endpointDown',
  endpoint_unreachable: 'endpointDown',
  endpoint_slow: 'endpointDown',
  endpoint_failed: 'endpointDown',
  not_in_control: 'notInControl',
} as const satisfies Record<string, string>;
type Known = (typeof KNOWN)[keyof typeof KNOWN];

export const knownTrouble = (code: string): Known | null =>
  Object.hasOwn(KNOWN, code) ? KNOWN[code as keyof typeof KNOWN] : null;

export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  if (error === null || error === undefined) return null;
  const refusal = error instanceof Refusal ? error : null;
  const known = refusal ? knownTrouble(refusal.code) : null;
  const message = error instanceof Error ? error.message : '';
  const ways = [
    known === 'notInControl' && (
      <Act key="control" compact onPress={() => void host.call('control.take', {}).then(onRetry, () => undefined)}>
        {t('trouble.takeControl')}
      </Act>
    ),
    known === 'historyMoved' && (
      <Act key="doctor" compact onPress={() => go('settings', 'diagnostics')}>
        {t('trouble.openDiagnostics')}
      </Act>
    ),
    (known === 'modelMissing' || known === 'endpointDown') && (
      <Act key="models" compact onPress={() => go('settings', 'models')}>
        {t('trouble.openModels')}
      </Act>
    ),
    known === 'diskFull' && (
      <Act key="data" compact onPress={() => go('settings', 'data')}>
        {t('trouble.openData')}
      </Act>
    ),
    onRetry && (
      <Act key="retry" compact onPress={onRetry}>
        {t('common.retry')}
      </Act>
    ),
  ].filter(Boolean);
  return (
    <Notice tone="bad" urgent title={titleOf()} way={ways.length > 0 ? ways : undefined}>
      {known && known !== 'notInControl' ? <p>{t(`trouble.${known}Help`)}</p> : null}
      {known === 'notInControl' ? <p>{t('trouble.notInControlHelp')}</p> : null}
      {message === '' ? null : <p className={known ? 'soft small' : ''}>{message}</p>}
      {refusal?.remedy ? <p className={known ? 'soft small' : ''}>{refusal.remedy}</p> : null}
    </Notice>
  );

  function titleOf(): string {
    if (known) return t(`trouble.${known}`);
    return refusal?.code === 'not_available' ? t('common.notHere') : t('trouble.title');
  }
}

/** Above every view while the host cannot be reached, or while somebody else steers. */
export function LinkTrouble(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const link = useSnapshot((s) => s.link);
  const hopeless = useSnapshot((s) => s.hopeless);
  const why = useSnapshot((s) => s.why);
  const watching = useSnapshot((s) => s.link === 'ready' && s.hello?.role === 'watch');
  if (link === 'lost' && hopeless !== null) {
    const used = hopeless === 'token_refused';
    return (
      <Notice
        tone="bad"
        urgent
        title={t(used ? 'trouble.tokenRefused' : 'trouble.wrongVersion')}
        way={
          <Act compact onPress={() => location.reload()}>
            {t('trouble.reload')}
          </Act>
        }
      >
        <p>{t(used ? 'trouble.tokenRefusedHelp' : 'trouble.wrongVersionHelp')}</p>
        <p className="soft small">{why}</p>
      </Notice>
    );
  }
  if (link === 'lost') {
    return (
      <Notice
        tone="bad"
        urgent
        title={t('trouble.hostGone')}
        way={
          <>
            <Act compact onPress={() => host.retry()}>
              {t('common.retry')}
            </Act>
            <Act compact onPress={() => location.reload()}>
              {t('trouble.reload')}
            </Act>
          </>
        }
      >
        <p>{t('trouble.hostGoneHelp')}</p>
        {why === '' ? null : <p className="soft small">{why}</p>}
      </Notice>
    );
  }
  if (watching) {
    return (
      <Notice
        tone="info"
        title={t('trouble.notInControl')}
        way={
          <Act compact onPress={() => void host.call('control.take', {}).catch(() => undefined)}>
            {t('trouble.takeControl')}
          </Act>
        }
      >
        <p>{t('trouble.notInControlHelp')}</p>
      </Notice>
    );
  }
  return null;
}

interface BoundaryProps {
  readonly children: ReactNode;
  readonly words: { title: string; help: string; again: string };
}

/** A view that fails takes neither the window nor an open question with it. */
export class Boundary extends Component<BoundaryProps, { failed: Error | null }> {
  override state: { failed: Error | null } = { failed: null };

  static getDerivedStateFromError(error: Error): { failed: Error } {
    return { failed: error };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const { title, help, again } = this.props.words;
    return (
      <Notice
        tone="bad"
        urgent
        title={title}
        way={
          <Act compact onPress={() => this.setState({ failed: null })}>
            {again}
          </Act>
        }
      >
        <p>{help}</p>
        <p className="soft small mono">{this.state.failed.message}</p>
      </Notice>
    );
  }
}
