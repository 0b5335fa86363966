/** A button that opens a list of things to do. */
import type { LucideIcon } from 'lucide-react';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Act, type ActProps } from './button.tsx';

export interface Deed {
  readonly id: string;
  readonly words: string;
  readonly icon?: LucideIcon;
  readonly bad?: boolean;
  readonly disabled?: boolean;
  readonly act: () => void;
}

export function Deeds({ label, deeds, ...button }: { label: string; deeds: readonly Deed[] } & ActProps): ReactNode {
  return (
    <MenuTrigger>
      <Act icon={Ellipsis} tone="quiet plain" label={label} {...button} />
      <Popover className="popover">
        <Menu aria-label={label} onAction={(id) => deeds.find((d) => d.id === id)?.act()}>
          {deeds.map((d) => (
            <MenuItem
              key={d.id}
              id={d.id}
              className={`menu-item ${d.bad ? 'bad-deed' : ''}`}
              textValue={d.words}
              isDisabled={d.disabled ?? false}
            >
              {d.icon === undefined ? null : <d.icon aria-hidden />}
              {d.words}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
