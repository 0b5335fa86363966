/** How questions were answered so far, by application, and rules that would spare the ones that are always allowed. */
import { Check, MessageCircleQuestion } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import type { ApprovalInfo } from '../../../../electron/protocol/client-parts.ts';
import { useAnnounce } from '../../app/announce.tsx';
import { useLanguage } from '../../app/theme.ts';
import { useAnswer, useDeed, useHost, useInControl } from '../../host/use.ts';
import { count, duration, percent } from '../../i18n/format.ts';
import { sayRule } from '../../i18n/rule.ts';
import { Act } from '../../ui/button.tsx';
import { Empty, Said } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';

type Offer = ResultOf<'rules.approvals'>['offers'][number];

export function Approvals(): ReactNode {
  const { t } = useTranslation();
  const { data, error, reload } = useAnswer('rules.approvals', {});
  return (
    <div className="stack narrow">
      <Trouble error={error} onRetry={reload} />
      {data?.all.questions === 0 ? (
        <Empty icon={MessageCircleQuestion} title={t('approvals.none')}>
          <p>{t('approvals.noneHelp')}</p>
        </Empty>
      ) : null}
      {data && data.all.questions > 0 ? (
        <>
          <p className="soft">{t('approvals.help')}</p>
          {data.offers.map((o) => (
            <Offered key={JSON.stringify(o.rule)} offer={o} onSaved={reload} />
          ))}
          <Answers all={data.all} apps={data.apps} />
        </>
      ) : null}
    </div>
  );
}

/** A rule that would spare a question; saved as it is shown. */
function Offered({ offer, onSaved }: { offer: Offer; onSaved: () => void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const host = useHost();
  const say = useAnnounce();
  const steers = useInControl();
  const words = sayRule(t, offer.rule, language, Date.now());
  const save = useDeed(async () => {
    await host.call('rules.add', { rule: offer.rule });
    say(t('approvals.saved', { rule: words }));
    onSaved();
  });
  return (
    <section className="card stack offer" aria-label={t('approvals.offer')}>
      <p>
        {t('approvals.often', { count: offer.times })} <Said>{offer.action}</Said>
      </p>
      <p>
        <strong>
          <Said>{words}</Said>
        </strong>
      </p>
      <div className="row">
        <Act icon={Check} isDisabled={!steers || save.busy} onPress={() => save.act()}>
          {t('approvals.save')}
        </Act>
      </div>
      <Trouble error={save.error} />
    </section>
  );
}

function Answers(props: { all: ApprovalInfo; apps: readonly (ApprovalInfo & { readonly app: string })[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="card table-frame" tabIndex={0} role="region" aria-label={t('rules.approvals')}>
      <table className="table numbers">
        <thead>
          <tr>
            <th scope="col">{t('rules.app')}</th>
            <th scope="col">{t('approvals.questions')}</th>
            <th scope="col">{t('approvals.allowed')}</th>
            <th scope="col">{t('approvals.denied')}</th>
            <th scope="col">{t('approvals.unanswered')}</th>
            <th scope="col">{t('approvals.rate')}</th>
            <th scope="col">{t('approvals.median')}</th>
          </tr>
        </thead>
        <tbody>
          {props.apps.map((a) => (
            <tr key={a.app}>
              <th scope="row" className="row-head">
                <Said>{a.app}</Said>
              </th>
              <Numbers of={a} />
            </tr>
          ))}
          <tr>
            <th scope="row" className="row-head">
              {t('approvals.all')}
            </th>
            <Numbers of={props.all} />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Numbers({ of }: { of: ApprovalInfo }): ReactNode {
  const language = useLanguage();
  return (
    <>
      <td>{count(of.questions, language)}</td>
      <td>{count(of.allowed, language)}</td>
      <td>{count(of.denied, language)}</td>
      <td>{count(of.unanswered, language)}</td>
      <td>{of.rate === null ? '–' : percent(of.rate, language)}</td>
      <td>{of.medianMs === null ? '–' : duration(of.medianMs, language)}</td>
    </>
  );
}
