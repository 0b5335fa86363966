/** A field for each value that a demonstration asks for. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SkillInfo } from '../../../../electron/protocol/client-parts.ts';
import { Field } from '../../ui/parts.tsx';

export type Values = Readonly<Record<string, string>>;
type Parameter = SkillInfo['parameters'][number];

/** What was shown when it was recorded. */
export const examplesOf = (parameters: readonly Parameter[]): Values =>
  Object.fromEntries(parameters.map((p) => [p.name, p.example ?? '']));

/** Whether a needed value is still missing. */
export const lacksValue = (parameters: readonly Parameter[], values: Values): boolean =>
  parameters.some((p) => p.required && (values[p.name] ?? '').trim() === '');

const TYPES: Readonly<Record<string, string>> = { secret: 'password', date: 'date' };

export function ParameterFields(props: {
  parameters: readonly Parameter[];
  values: Values;
  onValues: (values: Values) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { values, onValues } = props;
  return (
    <div className="form-grid">
      {props.parameters.map((p) => (
        <Field
          key={p.name}
          label={p.required ? `${p.name} (${t('demos.required')})` : p.name}
          {...(p.example ? { hint: t('demos.example', { value: p.example }) } : {})}
        >
          {(ids) => (
            <input
              {...ids}
              className="input"
              type={TYPES[p.type] ?? 'text'}
              autoComplete="off"
              required={p.required}
              value={values[p.name] ?? ''}
              onChange={(e) => onValues({ ...values, [p.name]: e.target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
