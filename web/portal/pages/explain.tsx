import {
  Button,
  Field,
  Input,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { Notice } from '../../fluent/notice';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { explain, type Explanation } from '../graph/synchronization';
import { Card, Facts, Page } from '../page';
import { Problem } from '../problem';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { useSession } from '../session/session';
import { StackedTable } from '../stacked_table';
import { useStrings } from '../strings';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'start' },
  find: { flexGrow: 1, flexBasis: '260px', maxWidth: '480px' },
  button: { minHeight: '44px', marginTop: '22px', '@media (max-width: 480px)': { marginTop: 0 } },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

type State =
  | { readonly at: 'nothing' | 'missing' | 'asking' }
  | { readonly at: 'told'; readonly told: Explanation }
  | { readonly at: 'failed'; readonly error: GraphError };

/** Asks the agent about one person. */
export function Explain() {
  const styles = useStyles();
  const strings = useStrings();
  const { explain: texts } = strings.synchronization;
  const { graph } = useSession();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<State>({ at: 'nothing' });
  const ask = async () => {
    const user = typed.trim();
    if (user === '') {
      setState({ at: 'missing' });
      return;
    }
    setState({ at: 'asking' });
    try {
      setState({ at: 'told', told: await explain(graph, user) });
    } catch (thrown) {
      setState({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  return (
    <Page title={strings.entries.explain.name} text={texts.text}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (state.at !== 'asking') void ask();
        }}
      >
        <Field
          label={texts.find}
          hint={texts.hint}
          className={styles.find}
          {...(state.at === 'missing' ? { validationMessage: texts.missing, validationState: 'error' as const } : {})}
        >
          <Input autoComplete="off" spellCheck={false} value={typed} onChange={(_event, { value }) => setTyped(value)} />
        </Field>
        <Button type="submit" appearance="primary" className={styles.button} disabledFocusable={state.at === 'asking'}>
          {texts.ask}
        </Button>
      </form>
      {state.at === 'asking' && <Spinner label={texts.asking} />}
      {state.at === 'failed' && <Problem error={state.error} focusKey={state.error} />}
      {state.at === 'told' && <Told told={state.told} />}
    </Page>
  );
}

function Told({ told }: { readonly told: Explanation }) {
  const styles = useStyles();
  const { synchronization } = useStrings();
  const { explain: texts } = synchronization;
  if (told.several) return <Notice intent="warning" message={texts.several} focusKey={told} />;
  if (!told.found) return <Notice intent="warning" message={texts.notFound} focusKey={told} />;
  const isIn = told.inScope && told.joined;
  const why = told.why === null ? texts.unknownWhy : texts.why[told.why];
  return (
    <>
      <Notice
        intent={isIn ? 'success' : 'warning'}
        message={isIn ? { title: texts.inTenant } : { ...why, title: `${texts.notInTenant}: ${why.title}` }}
        focusKey={told}
      >
        {told.with.length > 0 && (
          <>
            <p>{texts.involved}</p>
            <ul className={styles.list}>
              {told.with.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </>
        )}
      </Notice>
      <Card title={told.distinguishedName ?? texts.facts.object}>
        <Facts
          facts={[
            [texts.facts.domain, told.domain],
            [texts.facts.anchor, told.anchor === '' ? null : told.anchor],
            [texts.facts.exported, texts.exported[told.exported]],
            [texts.facts.would, texts.would[told.wouldDo]],
            [texts.facts.refusal, told.refusal === '' ? null : told.refusal],
          ]}
        />
        {told.tenantId !== '' && <RouteLink to={`${PATHS.users}/${encodeURIComponent(told.tenantId)}`}>{texts.open}</RouteLink>}
      </Card>
      {told.changes.length > 0 && <Changes told={told} />}
    </>
  );
}

function Changes({ told }: { readonly told: Explanation }) {
  const { explain: texts } = useStrings().synchronization;
  return (
    <Card title={texts.changes}>
      <StackedTable
        label={texts.changes}
        columns={[
          { name: texts.columns.attribute, cell: ({ attribute }) => attribute },
          { name: texts.columns.from, cell: ({ from }) => from || texts.empty },
          { name: texts.columns.to, cell: ({ to }) => to || texts.empty },
        ]}
        rows={told.changes}
        keyOf={({ attribute }) => attribute}
      />
    </Card>
  );
}
