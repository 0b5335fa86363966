/** A dialog above everything else. Focus is kept in it and goes back to where it was. */
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

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
