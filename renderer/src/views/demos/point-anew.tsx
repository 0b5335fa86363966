/** The person says on a picture of the desktop, as it is now, where a control is. */
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useInControl, type Deed } from '../../host/use.ts';
import { Act } from '../../ui/button.tsx';
import type { Place } from '../live/point.ts';
import { LiveWords, Stage, useLive } from '../live/stage.tsx';

export function PointAnew({ point, onCancel }: { point: Deed<[Place]>; onCancel: () => void }): ReactNode {
  const { t } = useTranslation();
  const steers = useInControl();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { live } = useLive(canvas, true);
  const [cross, setCross] = useState<Place | null>(null);
  return (
    <div className="stack">
      <p className="hint">{t('repair.pointHelp')}</p>
      <Stage
        {...{ canvas, live, cross }}
        focus={null}
        layers={{ regions: false, heat: false }}
        heat={null}
        correcting={!point.busy}
        onCross={setCross}
      />
      <LiveWords live={live} />
      <div className="row">
        <Act
          tone="primary"
          isDisabled={!steers || cross === null || point.busy}
          onPress={() => {
            if (cross) point.act(cross);
          }}
        >
          {point.busy ? t('assistant.looking') : t('repair.here')}
        </Act>
        <Act onPress={onCancel}>{t('common.cancel')}</Act>
        {cross ? <span className="soft numbers">{t('assistant.at', { ...cross })}</span> : null}
      </div>
    </div>
  );
}
