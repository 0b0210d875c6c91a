import { Button, Field, Input, makeStyles, Radio, RadioGroup, Spinner, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Notice } from '../../fluent/notice';
import { application as decode, applicationPath, changeApplication, type Application } from '../graph/applications';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { Card } from '../page';
import { GroupPicker } from '../pages/password_reset/group_picker';
import { YesNo } from '../pages/password_reset/yes_no';
import { mayConfigure, useSession } from '../session/session';
import { useStrings } from '../strings';
import { useApplicationsStrings } from '../strings/applications';
import { useUnsavedGuard } from '../unsaved';
import { ApplicationProblem, useFieldMistake } from './application_problem';
import { linesOf } from './lines';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
});

type Told =
  | { readonly at: 'nothing' | 'saving' }
  | { readonly at: 'saved' | 'unchanged' | 'discarded'; readonly turn: number }
  | { readonly at: 'failed'; readonly error: GraphError };

/** What is typed: addresses as they stand in the field. */
interface Typed {
  readonly displayName: string;
  readonly redirects: string;
  readonly signOuts: string;
  readonly isForGroups: boolean;
  readonly groupIds: readonly string[];
  readonly tellsGroups: boolean;
}

function typedOf({ displayName, redirectUris, signOutUris, isForGroups, groupIds, tellsGroups }: Application): Typed {
  return { displayName, redirects: redirectUris.join('\n'), signOuts: signOutUris.join('\n'), isForGroups, groupIds, tellsGroups };
}

function settingsOf({ displayName, redirects, signOuts, isForGroups, groupIds, tellsGroups }: Typed) {
  return {
    displayName: displayName.trim(),
    redirectUris: linesOf(redirects),
    signOutUris: linesOf(signOuts),
    isForGroups,
    groupIds,
    tellsGroups,
  };
}

interface Props {
  readonly application: Application;
  /** As the server has it now. */
  readonly onSaved: (application: Application) => void;
}

/** What can be changed of an application. */
export function SettingsCard({ application, onSaved }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { integration } = strings;
  const texts = useApplicationsStrings();
  const { graph, roles } = useSession();
  const [typed, setTyped] = useState(() => typedOf(application));
  const [told, setTold] = useState<Told>({ at: 'nothing' });
  const isAllowed = mayConfigure(roles);
  const wanted = settingsOf(typed);
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(settingsOf(typedOf(application)));
  useUnsavedGuard(isChanged, strings.resetPolicy.leave);
  const mistake = useFieldMistake(told.at === 'failed' ? told.error : null);

  const change = (part: Partial<Typed>) => {
    setTyped({ ...typed, ...part });
    setTold({ at: 'nothing' });
  };
  const adopt = async () => {
    const now = await graph.get(applicationPath(application.id), decode);
    setTyped(typedOf(now));
    onSaved(now);
  };
  const attempt = async (work: () => Promise<Told>) => {
    setTold({ at: 'saving' });
    try {
      setTold(await work());
    } catch (thrown) {
      setTold({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  const save = async () => {
    if (!isChanged) {
      setTold({ at: 'unchanged', turn: Date.now() });
      return;
    }
    await attempt(async () => {
      await changeApplication(graph, application, wanted);
      await adopt();
      return { at: 'saved', turn: Date.now() };
    });
  };
  const discard = () => {
    setTyped(typedOf(application));
    setTold({ at: 'discarded', turn: Date.now() });
  };

  return (
    <Card title={texts.settings}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isAllowed && told.at !== 'saving') void save();
        }}
      >
        {outcome()}
        {names()}
        {access()}
        <YesNo
          question={texts.tellsGroups}
          hint={texts.tellsGroupsHint}
          value={typed.tellsGroups}
          isAllowed={isAllowed}
          onChange={(tellsGroups) => change({ tellsGroups })}
        />
        <div className={styles.actions}>
          <Button
            type="submit"
            appearance="primary"
            className={styles.button}
            disabled={!isAllowed}
            disabledFocusable={told.at === 'saving'}
          >
            {integration.save}
          </Button>
          <Button
            type="button"
            className={styles.button}
            disabled={!isAllowed || !isChanged || told.at === 'saving'}
            onClick={discard}
          >
            {integration.discard}
          </Button>
          {told.at === 'saving' && <Spinner size="tiny" label={strings.loading} />}
        </div>
      </form>
    </Card>
  );

  function names() {
    return (
      <>
        <Field label={texts.name} hint={texts.nameHint} {...mistake(/^displayName$/)}>
          <Input
            autoComplete="off"
            disabled={!isAllowed}
            value={typed.displayName}
            onChange={(_event, { value }) => change({ displayName: value })}
          />
        </Field>
        <Field
          label={texts.redirects}
          hint={texts.redirectsHint}
          {...mistake(/\/redirectUris$/)}
        >
          <Textarea
            rows={4}
            spellCheck={false}
            disabled={!isAllowed}
            value={typed.redirects}
            onChange={(_event, { value }) => change({ redirects: value })}
          />
        </Field>
        <Field
          label={texts.signOuts}
          hint={texts.signOutsHint}
          {...mistake(/^postLogoutRedirectUris$/)}
        >
          <Textarea
            rows={2}
            spellCheck={false}
            disabled={!isAllowed}
            value={typed.signOuts}
            onChange={(_event, { value }) => change({ signOuts: value })}
          />
        </Field>
      </>
    );
  }

  function access() {
    return (
      <>
        <Field label={texts.access.title}>
          <RadioGroup
            value={typed.isForGroups ? 'groups' : 'everyone'}
            disabled={!isAllowed}
            onChange={(_event, { value }) => change({ isForGroups: value === 'groups' })}
          >
            <Radio value="everyone" label={texts.access.everyone} />
            <Radio value="groups" label={texts.access.groups} />
          </RadioGroup>
        </Field>
        {typed.isForGroups && typed.groupIds.length === 0 && <Notice intent="info" message={texts.access.nobody} />}
        {typed.isForGroups && (
          <GroupPicker
            ids={typed.groupIds}
            isAllowed={isAllowed}
            hint={texts.access.hint}
            onChange={(groupIds) => change({ groupIds })}
          />
        )}
      </>
    );
  }

  function outcome() {
    switch (told.at) {
      case 'nothing':
      case 'saving':
        return null;
      case 'saved':
        return <Notice intent="success" message={integration.saved} focusKey={told.turn} />;
      case 'unchanged':
        return <Notice intent="info" message={integration.nothingToSave} focusKey={told.turn} />;
      case 'discarded':
        return <Notice intent="info" message={{ title: integration.discarded }} focusKey={told.turn} />;
      case 'failed':
        if (told.error.status !== 412) return <ApplicationProblem error={told.error} title={texts.notSaved} />;
        return (
          <Notice intent="warning" message={texts.conflict} focusKey={told.error}>
            <Button
              onClick={() =>
                void attempt(async () => {
                  await adopt();
                  return { at: 'nothing' };
                })
              }
            >
              {integration.loadTheirs}
            </Button>
          </Notice>
        );
    }
  }
}
