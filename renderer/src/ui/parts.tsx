/** Small parts that carry meaning the same way everywhere. */
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '../i18n/format.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'none';

/** A label with a tone; the words carry the meaning, the colour repeats it. */
export function Pill({ tone = 'none', children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return <span className={`pill ${tone === 'none' ? '' : tone}`}>{children}</span>;
}

/** How sure, 0 to 1, as a bar and as a number. */
export function Meter({ value, label }: { value: number; label: string }): ReactNode {
  const { i18n } = useTranslation();
  const shown = percent(value, i18n.language);
  const whole = Math.max(0, Math.min(1, value)) * 100;
  return (
    <span
      className={`meter ${value < 0.5 ? 'low' : ''}`}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(whole)}
      aria-valuetext={shown}
    >
      <span className="bar" aria-hidden>
        <i style={{ width: `${whole}%` }} />
      </span>
      <span aria-hidden>{shown}</span>
    </span>
  );
}

const SIGNS: Readonly<Record<Exclude<Tone, 'none'>, LucideIcon>> = {
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
};

export interface NoticeProps {
  readonly tone: Exclude<Tone, 'none'>;
  readonly title?: string;
  readonly children?: ReactNode;
  /** The ways out. */
  readonly way?: ReactNode;
  /** Said at once by a screen reader. */
  readonly urgent?: boolean;
}

/** What a person should know here and now, and what can be done about it. */
export function Notice({ tone, title, children, way, urgent = false }: NoticeProps): ReactNode {
  const Sign = SIGNS[tone];
  return (
    <div className={`notice ${tone}`} {...(urgent ? { role: 'alert' } : {})}>
      <Sign aria-hidden />
      <div className="grow">
        {title === undefined ? null : (
          <p>
            <strong>{title}</strong>
          </p>
        )}
        {children === undefined ? null : <div>{children}</div>}
        {way === undefined ? null : <div className="way">{way}</div>}
      </div>
    </div>
  );
}

/** A place where nothing is yet: what it will hold, and how to begin. */
export function Empty(props: { icon: LucideIcon; title: string; children?: ReactNode }): ReactNode {
  const { icon: Icon } = props;
  return (
    <div className="empty">
      <Icon aria-hidden />
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}

/** A term and what it says, in a `dl`. */
export function Fact({ term, children }: { term: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt className="term">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A labelled control: `children` gets the id to carry. */
export function Field(props: {
  label: string;
  hint?: string;
  problem?: string | null;
  children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}): ReactNode {
  const id = useId();
  const about = props.problem ?? props.hint;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.children({
        id,
        ...(about ? { 'aria-describedby': `${id}-about` } : {}),
        ...(props.problem ? { 'aria-invalid': true as const } : {}),
      })}
      {about ? (
        <span id={`${id}-about`} className={props.problem ? 'problem' : 'hint'}>
          {about}
        </span>
      ) : null}
    </div>
  );
}

/** Text from a task, a screen or a person: kept from turning the text around it. */
export const Said = ({ children }: { children: string }): ReactNode => <bdi>{children}</bdi>;

/** A caption of a demonstration: what stands between asterisks is a name on the screen. */
export function Caption({ children }: { children: string }): ReactNode {
  return (
    <bdi>{children.split(/\*([^*]+)\*/).map((part, i) => (i % 2 === 1 ? <strong key={i}>{part}</strong> : part))}</bdi>
  );
}
