/**
 * The question before something that is not safe: as a sheet over every view, and alone in the small window that stays
 * on top. Deny has the focus, Escape is no, Enter never allows what is destructive, and for a moment after it opened no
 * key and no click counts.
 */
import { Check, Hand, ShieldAlert, ShieldQuestion, Square, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Answer, Question } from '../../../../electron/protocol/client-parts.ts';
import { useAnnounce } from '../../app/announce.tsx';
import { useLanguage } from '../../app/theme.ts';
import { useDeed, useHost, useSnapshot } from '../../host/use.ts';
import { sayRule } from '../../i18n/rule.ts';
import { Act } from '../../ui/button.tsx';
import { Field, Notice, Pill, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { RISK_TONES } from '../assistant/step-card.tsx';
import { ARM_MS, SAID_AT, secondsLeft, whyIgnored } from './guard.ts';

/** So often allowed that a rule is worth a thought. */
const OFTEN = 3;

type Asked = Question & { readonly endsAt: number };

export function QuestionSheet(): ReactNode {
  const question = useSnapshot((s) => s.question);
  return (
    <ModalOverlay className="scrim" isOpen={question !== null} isKeyboardDismissDisabled>
      <Modal className="sheet">
        <Dialog className="dialog question" role="alertdialog">
          {question ? <QuestionBody key={question.request.id} question={question} inDialog /> : null}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The whole of a small window. */
export function QuestionPage(): ReactNode {
  const { t } = useTranslation();
  const question = useSnapshot((s) => s.question);
  return (
    <main className="question-page">
      {question ? (
        <div className="dialog question">
          <QuestionBody key={question.request.id} question={question} inDialog={false} />
        </div>
      ) : (
        <p className="dialog soft">{t('question.closed')}</p>
      )}
    </main>
  );
}

function QuestionBody({ question, inDialog }: { question: Asked; inDialog: boolean }): ReactNode {
  const { t } = useTranslation();
  const { request } = question;
  const destructive = request.risk === 'destructive';
  const Sign = destructive ? ShieldAlert : ShieldQuestion;
  const title = <>{t('question.title')}</>;
  return (
    <>
      <div className="row apart">
        <div className="question-head">
          {inDialog ? (
            <Heading slot="title" level={2}>
              {title}
            </Heading>
          ) : (
            <h1>{title}</h1>
          )}
        </div>
        <span className="row">
          <Pill tone={RISK_TONES[request.risk]}>
            <Sign aria-hidden />
            {t(`risk.${request.risk}`)}
          </Pill>
          {request.category === 'none' ? null : <Pill>{t(`category.${request.category}`)}</Pill>}
        </span>
      </div>
      <p className="question-action" id="question-action">
        <Said>{request.action}</Said>
      </p>
      {request.alarms?.map((alarm) => (
        <Notice key={alarm} tone="bad">
          <Said>{alarm}</Said>
        </Notice>
      ))}
      <Crop url={request.picture} />
      <dl className="question-facts">
        <Line term={t('question.consequence')} words={request.consequence} />
        <Line term={t('question.why')} words={request.why} />
        <Line term={t('question.suggestion')} words={request.suggestion} />
      </dl>
      <Countdown question={question} />
      <Choices question={question} />
    </>
  );
}

function Line({ term, words }: { term: string; words: string }): ReactNode {
  if (words === '') return null;
  return (
    <div>
      <dt className="term">{term}</dt>
      <dd>
        <Said>{words}</Said>
      </dd>
    </div>
  );
}

/** A picture of the screen, and nothing that a link could lead to. */
const PICTURE = /^data:image\/(?:png|jpeg|webp);base64,/;

function Crop({ url }: { url: string | null }): ReactNode {
  const { t } = useTranslation();
  if (url === null || !PICTURE.test(url)) return <p className="hint">{t('question.noPicture')}</p>;
  return <img className="shot crop" src={url} alt={t('question.picture')} />;
}

function Countdown({ question }: { question: Asked }): ReactNode {
  const { t } = useTranslation();
  const say = useAnnounce();
  const [now, setNow] = useState(() => Date.now());
  const left = secondsLeft(question.endsAt, now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const words = t('question.secondsLeft', { count: left });
  const aloud = SAID_AT.includes(left);
  useEffect(() => {
    if (aloud) say(words);
  }, [aloud, words, say]);
  const share = Math.max(0, Math.min(1, (question.endsAt - now) / (question.request.timeoutSeconds * 1000)));
  return (
    <div className="countdown small numbers">
      <span className="bar" aria-hidden>
        <i style={{ transform: `scaleX(${share})` }} />
      </span>
      <span>{words}</span>
    </div>
  );
}

function Choices({ question }: { question: Asked }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const watches = useSnapshot((s) => s.hello?.role === 'watch');
  const { request, choices } = question;
  const opened = useRef(performance.now());
  const [armed, setArmed] = useState(false);
  const [part, setPart] = useState<'none' | 'reason' | 'always'>('none');
  const [enter, setEnter] = useState(false);
  const answer = useDeed((given: Answer) => host.call('question.answer', { id: request.id, answer: given }));
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), ARM_MS);
    return () => clearTimeout(timer);
  }, []);
  if (watches) {
    return (
      <Notice
        tone="info"
        way={
          <>
            <Act autoFocus compact onPress={() => void host.call('control.take', {}).catch(() => undefined)}>
              {t('trouble.takeControl')}
            </Act>
            <Act compact tone="danger" onPress={() => void host.call('run.stop', {}).catch(() => undefined)}>
              {t('question.stop')}
            </Act>
          </>
        }
      >
        {t('question.watching')}
      </Notice>
    );
  }
  const can = (choice: Answer['answer']): boolean => choices.includes(choice);
  const deny = (): void => answer.act({ answer: 'deny' });
  const onKey = (e: KeyboardEvent): void => {
    const allows = e.target instanceof Element && e.target.closest('[data-allows]') !== null;
    const inText = e.target instanceof HTMLTextAreaElement;
    const why = whyIgnored(e.key, allows ? request.risk : 'safe', performance.now() - opened.current);
    if (why !== null && !inText) {
      e.preventDefault();
      e.stopPropagation();
      if (why === 'enter') setEnter(true);
    } else if (e.key === 'Escape') {
      e.preventDefault();
      e.stopPropagation();
      if (part === 'none') deny();
      else setPart('none');
    }
  };
  const allowing = { isDisabled: !armed || answer.busy, 'data-allows': true } as const;
  return (
    <div onKeyDownCapture={onKey} className="choices">
      {can('always') && (request.allowedBefore ?? 0) >= OFTEN ? (
        <p className="hint">{t('question.often', { count: request.allowedBefore ?? 0 })}</p>
      ) : null}
      {part === 'reason' ? (
        <Reason busy={answer.busy} onSend={(reason) => answer.act({ answer: 'deny', reason })} />
      ) : null}
      {part === 'always' && question.proposedRule ? (
        <Always
          rule={question.proposedRule}
          allowing={allowing}
          onSave={(rule) => answer.act({ answer: 'always', rule })}
        />
      ) : null}
      {enter ? (
        <p className="problem" role="alert">
          {t('question.enterNo')}
        </p>
      ) : null}
      <Trouble error={answer.error} />
      <div className="question-choices">
        <Act autoFocus tone="primary" icon={X} isDisabled={answer.busy} onPress={deny}>
          {t('question.deny')}
        </Act>
        <Act icon={Check} {...allowing} onPress={() => answer.act({ answer: 'allow_once' })}>
          {t('question.allowOnce')}
        </Act>
      </div>
      <div className="row">
        {can('allow_run') ? (
          <Act tone="quiet" {...allowing} onPress={() => answer.act({ answer: 'allow_run' })}>
            {t('question.allowRun')}
          </Act>
        ) : null}
        {can('always') && question.proposedRule ? (
          <Act tone="quiet" {...allowing} aria-expanded={part === 'always'} onPress={() => setPart('always')}>
            {t('question.always')}
          </Act>
        ) : null}
        <Act tone="quiet" aria-expanded={part === 'reason'} onPress={() => setPart('reason')}>
          {t('question.denyWhy')}
        </Act>
        {can('take_over') ? (
          <Act tone="quiet" icon={Hand} isDisabled={answer.busy} onPress={() => answer.act({ answer: 'take_over' })}>
            {t('question.takeOver')}
          </Act>
        ) : null}
        <Act tone="quiet" icon={Square} isDisabled={answer.busy} onPress={() => answer.act({ answer: 'stop' })}>
          {t('question.stop')}
        </Act>
      </div>
    </div>
  );
}

function Reason({ busy, onSend }: { busy: boolean; onSend: (reason: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="stack">
      <Field label={t('question.reason')}>
        {(ids) => (
          <textarea
            {...ids}
            ref={box}
            className="textarea"
            rows={2}
            maxLength={2000}
            value={words}
            onChange={(e) => setWords(e.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Act isDisabled={busy || words.trim() === ''} onPress={() => onSend(words.trim())}>
          {t('question.sendDeny')}
        </Act>
      </div>
    </div>
  );
}

function Always(props: {
  rule: NonNullable<Question['proposedRule']>;
  allowing: { readonly isDisabled: boolean; readonly 'data-allows': true };
  onSave: (rule: NonNullable<Question['proposedRule']>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Notice
      tone="warn"
      title={t('question.alwaysTitle')}
      way={
        <Act compact {...props.allowing} onPress={() => props.onSave(props.rule)}>
          {t('question.alwaysSave')}
        </Act>
      }
    >
      <p>{sayRule(t, props.rule, language, Date.now())}</p>
    </Notice>
  );
}
