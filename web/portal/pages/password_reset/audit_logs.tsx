import { Button, Field, Input, makeStyles, Select, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { REASONS } from '../../../shared/reasons';
import { useLanguage } from '../../../fluent/language';
import { among } from '../../../shared/words';
import { useDateTime } from '../../date_time';
import { collection } from '../../graph/answers';
import { audit, auditsPath, CATEGORIES, type Audit, type AuditFilter } from '../../graph/reset_policy';
import { Page } from '../../page';
import { Problem, textOf } from '../../problem';
import { GraphError } from '../../graph/graph_error';
import { useSession } from '../../session/session';
import { StackedTable } from '../../stacked_table';
import { useStrings } from '../../strings';
import { usePagedList } from '../../use_paged_list';
import { ExportAudits } from './export_audits';

const PAGE_SIZE = 50;
const RESULTS = ['all', 'success', 'failure'] as const;

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(160px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'end',
  },
  control: { minWidth: 0, width: '100%', '& input': { minWidth: 0, width: '100%' } },
  frame: {
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingLeft: tokens.spacingHorizontalS,
    paddingRight: tokens.spacingHorizontalS,
  },
  end: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalL, flexWrap: 'wrap' },
  details: { fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
});

/** Who did what: the audit, by person, kind, outcome and time. */
export function AuditLogs() {
  const styles = useStyles();
  const strings = useStrings();
  const { audit: texts } = strings.resetPolicy;
  const { formats } = useLanguage();
  const { graph } = useSession();
  const dateTime = useDateTime();
  const [filter, setFilter] = useState<AuditFilter>({
    person: '',
    category: 'SelfServicePasswordManagement',
    from: '',
    until: '',
    result: 'all',
  });
  const [list, more, again] = usePagedList(auditsPath(filter, PAGE_SIZE), (path, signal) =>
    graph.get(path, collection(audit), { signal }),
  );
  const change = (part: Partial<AuditFilter>) => setFilter({ ...filter, ...part });
  const outcomeOf = ({ succeeded, reason }: Audit) => {
    if (succeeded) return texts.succeeded;
    const isOfDirectory = REASONS.some((known) => known === reason);
    return among(texts.outcomes, reason) ?? (isOfDirectory ? textOf(new GraphError(reason, 0, ''), strings, formats).title : reason);
  };
  const columns = [
    { name: texts.columns.at, cell: (one: Audit) => dateTime(one.at) },
    { name: texts.columns.activity, cell: (one: Audit) => among(texts.activities, one.activity) ?? one.activity },
    { name: texts.columns.result, cell: outcomeOf },
    { name: texts.columns.by, cell: (one: Audit) => among(texts.actors, one.by) ?? one.by },
    { name: texts.columns.target, cell: (one: Audit) => one.target },
    {
      name: texts.columns.details,
      isForWide: true,
      cell: (one: Audit) => (
        <span className={styles.details}>{one.details.map(([name, value]) => `${name}: ${value}`).join('; ')}</span>
      ),
    },
  ];
  return (
    <Page title={strings.entries.auditLogs.name} text={texts.text}>
      <div className={styles.filters}>
        <Field label={texts.person}>
          <Input
            className={styles.control}
            type="text"
            autoComplete="off"
            value={filter.person}
            onChange={(_event, { value }) => change({ person: value })}
          />
        </Field>
        <Field label={texts.category}>
          <Select
            className={styles.control}
            value={filter.category}
            onChange={(_event, { value }) => change({ category: CATEGORIES.find((one) => one === value) ?? 'all' })}
          >
            {(['all', ...CATEGORIES] as const).map((one) => (
              <option key={one} value={one}>
                {texts.categories[one]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={texts.result}>
          <Select
            className={styles.control}
            value={filter.result}
            onChange={(_event, { value }) => change({ result: RESULTS.find((one) => one === value) ?? 'all' })}
          >
            {RESULTS.map((one) => (
              <option key={one} value={one}>
                {texts.results[one]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={texts.from}>
          <Input className={styles.control} type="date" value={filter.from} onChange={(_event, { value }) => change({ from: value })} />
        </Field>
        <Field label={texts.until}>
          <Input className={styles.control} type="date" value={filter.until} onChange={(_event, { value }) => change({ until: value })} />
        </Field>
      </div>
      {list.rows.length > 0 && (
        <div className={styles.frame}>
          <StackedTable label={texts.table} columns={columns} rows={list.rows} keyOf={({ id }) => id} />
        </div>
      )}
      {list.error !== null && <Problem error={list.error} onTryAgain={list.rows.length > 0 ? more : again} />}
      <div className={styles.end}>
        <span role="status">{status()}</span>
        {list.next !== null && !list.isLoading && <Button onClick={more}>{texts.more}</Button>}
        {list.isLoading && <Spinner size="tiny" label={strings.loading} />}
        <ExportAudits filter={filter} isEmpty={list.rows.length === 0} />
      </div>
    </Page>
  );

  function status(): string {
    if (list.isLoading || list.error !== null) return '';
    return list.rows.length === 0 ? texts.none : texts.shown({ count: formats.number(list.rows.length) });
  }
}
