/** Replay: a form for the values, or a table with a row for each time. */
import { Play } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SkillInfo } from '../../../../electron/protocol/client-parts.ts';
import { go } from '../../app/route.ts';
import { useDeed, useHost, useInControl } from '../../host/use.ts';
import { Act } from '../../ui/button.tsx';
import { Choose } from '../../ui/controls.tsx';
import { Field, Notice } from '../../ui/parts.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { readCsv, type CsvFault, type CsvRead } from './csv.ts';
import { examplesOf, lacksValue, ParameterFields } from './parameter-fields.tsx';

export function Replay({ skill, disabled }: { skill: SkillInfo; disabled: boolean }): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const steers = useInControl();
  const [how, setHow] = useState<'once' | 'rows'>('once');
  const [values, setValues] = useState(() => examplesOf(skill.parameters));
  const [table, setTable] = useState<CsvRead | null>(null);
  const needed = skill.parameters.filter((p) => p.required).map((p) => p.name);
  const replay = useDeed(async () => {
    const rows = how === 'rows' && table && 'rows' in table ? table.rows.map((r) => ({ ...r })) : undefined;
    const given = how === 'once' ? { ...values } : {};
    await host.call('skills.replay', { name: skill.name, parameters: given, ...(rows ? { rows } : {}) });
    go('assistant');
  });
  const lacks = how === 'once' ? lacksValue(skill.parameters, values) : table === null || 'fault' in table;
  return (
    <form
      className="stack"
      onSubmit={(e) => {
        e.preventDefault();
        if (!lacks) replay.act();
      }}
    >
      {skill.parameters.length === 0 ? (
        <p className="soft">{t('demos.noParameters')}</p>
      ) : (
        <>
          <div className="row">
            <Choose
              label={t('demos.parameters')}
              value={how}
              choices={[
                { value: 'once', words: t('demos.replayOnce') },
                { value: 'rows', words: t('demos.replayRows') },
              ]}
              onChange={setHow}
            />
          </div>
          {how === 'once' ? (
            <ParameterFields parameters={skill.parameters} values={values} onValues={setValues} />
          ) : (
            <Table names={skill.parameters.map((p) => p.name)} needed={needed} table={table} onTable={setTable} />
          )}
        </>
      )}
      <Trouble error={replay.error} />
      <div className="row">
        <Act type="submit" tone="primary" icon={Play} isDisabled={!steers || disabled || lacks || replay.busy}>
          {t('demos.replay')}
        </Act>
      </div>
    </form>
  );
}

function Table(props: {
  names: readonly string[];
  needed: readonly string[];
  table: CsvRead | null;
  onTable: (table: CsvRead | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { table } = props;
  const read = useDeed(async (file: File | undefined) => {
    props.onTable(file ? readCsv(new Uint8Array(await file.arrayBuffer()), props.needed) : null);
  });
  return (
    <div className="stack">
      <Field label={t('demos.csv')} hint={t('demos.csvHint', { columns: props.names.join(', ') })}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            className="input"
            accept=".csv,.tsv,text/csv"
            onChange={(e) => read.act(e.target.files?.[0])}
          />
        )}
      </Field>
      <Trouble error={read.error} />
      {table && 'fault' in table ? (
        <Notice tone="bad" urgent>
          {wordsOf(table)}
        </Notice>
      ) : null}
      {table && 'rows' in table ? <Notice tone="good">{t('demos.rows', { count: table.rows.length })}</Notice> : null}
    </div>
  );

  function wordsOf(fault: CsvFault): string {
    switch (fault.fault) {
      case 'empty':
        return t('demos.csvEmpty');
      case 'encoding':
        return t('demos.csvEncoding');
      case 'missing':
        return t('demos.csvMissing', { columns: fault.columns.join(', ') });
      case 'ragged':
        return t('demos.csvRagged', { line: fault.line, found: fault.found, wanted: fault.wanted });
    }
  }
}
