import { Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { Notice } from '../../fluent/notice';
import { application as decode, applicationPath, changeOf, type Application } from '../graph/applications';
import type { Tagged } from '../graph/client';
import { Card } from '../page';
import { GroupPicker } from '../pages/password_reset/group_picker';
import { YesNo } from '../pages/password_reset/yes_no';
import { SaveForm } from '../saving/save_form';
import { useSaving } from '../saving/use_saving';
import { useApplicationsStrings } from '../strings/applications';
import { ApplicationProblem, useFieldMistake } from './application_problem';
import { linesOf } from './lines';

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
  readonly application: Tagged<Application>;
  /** As the server has it now. */
  readonly onStored: (application: Application) => void;
}

/** What can be changed of an application. */
export function SettingsCard({ application, onStored }: Props) {
  const texts = useApplicationsStrings();
  const saving = useSaving({
    source: { path: applicationPath(application.value.id), decode },
    loaded: application,
    typedOf,
    bodyOf: (typed, stored) => changeOf(stored, settingsOf(typed)),
    onStored,
  });
  const { typed, told, isAllowed, change } = saving;
  const mistake = useFieldMistake(told.at === 'failed' ? told.error : null);
  return (
    <Card title={texts.settings}>
      <SaveForm
        saving={saving}
        conflict={texts.conflict}
        problem={(error) => <ApplicationProblem error={error} title={texts.notSaved} />}
      >
        {names()}
        {access()}
        <YesNo
          question={texts.tellsGroups}
          hint={texts.tellsGroupsHint}
          value={typed.tellsGroups}
          isAllowed={isAllowed}
          onChange={(tellsGroups) => change({ tellsGroups })}
        />
      </SaveForm>
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
}
