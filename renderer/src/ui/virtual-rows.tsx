/**
 * A list of any length of which only what is seen is drawn. A list box for the keyboard and for screen readers: arrows,
 * Home, End and Page keys move, and every row says which of how many it is.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';

export interface VirtualRowsProps {
  readonly label: string;
  readonly count: number;
  /** Height of a row in rem: rows are as high as the font is large. */
  readonly rem: number;
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  /** Enter or double click. */
  readonly onOpen?: (index: number) => void;
  readonly onSeen?: (first: number, last: number) => void;
  readonly children: (index: number) => ReactNode;
}

const PAGE_ROWS = 10;

export function nextRow(key: string, at: number, count: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: count - 1,
    PageDown: at + PAGE_ROWS,
    PageUp: at - PAGE_ROWS,
  };
  const to = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, to));
}

export function VirtualRows(props: VirtualRowsProps): ReactNode {
  const { count, rem, selected, onSeen } = props;
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    if (count > 0) onSeen?.(first, last);
  }, [count, first, last, onSeen]);
  useEffect(() => {
    if (selected >= 0 && selected < count) rows.scrollToIndex(selected, { align: 'auto' });
  }, [selected, count, rows]);
  const onKey = (e: KeyboardEvent): void => {
    if (e.key === 'Enter' && selected >= 0) {
      props.onOpen?.(selected);
      return;
    }
    const to = nextRow(e.key, Math.max(selected, e.key === 'ArrowDown' ? -1 : 0), count);
    if (to === null) return;
    e.preventDefault();
    props.onSelect(to);
  };
  return (
    <div
      ref={frame}
      className="virtual"
      role="listbox"
      tabIndex={0}
      aria-label={props.label}
      onKeyDown={onKey}
      {...(items.some((i) => i.index === selected) ? { 'aria-activedescendant': `${id}-${selected}` } : {})}
    >
      <div className="virtual-space" role="presentation" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => (
          <div
            key={item.key}
            id={`${id}-${item.index}`}
            role="option"
            className="virtual-row"
            aria-selected={item.index === selected}
            aria-setsize={count}
            aria-posinset={item.index + 1}
            style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            onClick={() => props.onSelect(item.index)}
            onDoubleClick={() => props.onOpen?.(item.index)}
          >
            {props.children(item.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
