/** Choices: a select, a switch, a search box. Native elements where they are as good. */
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { SwitchButton, SwitchField } from 'react-aria-components';
import { Field } from './parts.tsx';

export interface Choice<V extends string> {
  readonly value: V;
  readonly words: string;
}

export function Choose<V extends string>(props: {
  label: string;
  hint?: string;
  value: V;
  choices: readonly Choice<V>[];
  onChange: (value: V) => void;
}): ReactNode {
  return (
    <Field label={props.label} {...(props.hint === undefined ? {} : { hint: props.hint })}>
      {(ids) => (
        <select
          {...ids}
          className="select"
          value={props.value}
          onChange={(e) => {
            const chosen = props.choices.find((c) => c.value === e.target.value);
            if (chosen) props.onChange(chosen.value);
          }}
        >
          {props.choices.map((c) => (
            <option key={c.value} value={c.value}>
              {c.words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function Toggle(props: {
  children: ReactNode;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}): ReactNode {
  return (
    <SwitchField isSelected={props.on} isDisabled={props.disabled ?? false} onChange={(on) => props.onChange(on)}>
      <SwitchButton className="switch">
        <span className="track" aria-hidden />
        <span>{props.children}</span>
      </SwitchButton>
    </SwitchField>
  );
}

export function SearchBox(props: { label: string; value: string; onChange: (text: string) => void }): ReactNode {
  return (
    <div className="search">
      <Search aria-hidden />
      <input
        className="input"
        type="search"
        aria-label={props.label}
        placeholder={props.label}
        value={props.value}
        onChange={(e) => props.onChange(e.target.value)}
      />
    </div>
  );
}
