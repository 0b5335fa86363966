/** The one button. `tone` says how much weight it has on its page; an icon alone always has a name. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';

export interface ActProps extends Omit<ButtonProps, 'className' | 'children'> {
  readonly tone?: 'plain' | 'primary' | 'danger' | 'quiet' | 'quiet plain';
  readonly compact?: boolean;
  readonly icon?: LucideIcon;
  /** Without children it is what a screen reader says and a pointer shows. */
  readonly label?: string;
  readonly children?: ReactNode;
}

export function Act({ tone = 'plain', compact = false, icon: Icon, label, children, ...rest }: ActProps): ReactNode {
  const alone = children === undefined;
  const className = `button ${tone === 'plain' ? '' : tone} ${compact ? 'compact' : ''} ${alone ? 'icon' : ''}`;
  return (
    <AriaButton {...rest} className={className} {...(label === undefined ? {} : { 'aria-label': label })}>
      {Icon === undefined ? null : <Icon aria-hidden />}
      {children}
    </AriaButton>
  );
}
