/** A dialog above everything else. Focus is kept in it and goes back to where it was. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Deed } from '../host/use.ts';
import { Act } from './button.tsx';
import { Trouble } from './trouble.tsx';

export interface SheetProps {
  readonly open: boolean;
  readonly title: string;
  /** Absent: neither Escape nor a click beside it closes it. */
  readonly onClose?: () => void;
  readonly alert?: boolean;
  readonly broad?: boolean;
  readonly children: ReactNode;
}

export function Sheet({ open, title, onClose, alert = false, broad = false, children }: SheetProps): ReactNode {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={open}
      isDismissable={onClose !== undefined}
      isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(now) => {
        if (!now) onClose?.();
      }}
    >
      <Modal className={`sheet ${broad ? 'broad' : ''}`}>
        <Dialog className="dialog" role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface RemovalSheetProps {
  readonly open: boolean;
  readonly title: string;
  /** On the button that does it. */
  readonly words: string;
  readonly deed: Deed<[]>;
  /** Why it cannot be done here; null when it can. */
  readonly missing?: string | null;
  readonly onClose: () => void;
  /** What will be gone. */
  readonly children: ReactNode;
}

/** Asks once more before something is gone for good. The focus is on the way out. */
export function RemovalSheet(props: RemovalSheetProps): ReactNode {
  const { t } = useTranslation();
  const { open, title, deed, missing = null, onClose } = props;
  return (
    <Sheet open={open} alert title={title} onClose={onClose}>
      {props.children}
      <Trouble error={deed.error} />
      <div className="row">
        <Act autoFocus onPress={onClose}>
          {t('common.cancel')}
        </Act>
        <Act tone="danger" isDisabled={missing !== null || deed.busy} onPress={() => deed.act()}>
          {props.words}
        </Act>
      </div>
    </Sheet>
  );
}
