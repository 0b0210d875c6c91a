import { Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Notice } from '../../fluent/notice';
import { DeleteCard } from '../applications/delete_card';
import { EssentialsCard } from '../applications/essentials_card';
import { SecretsCard } from '../applications/secrets_card';
import { SettingsCard } from '../applications/settings_card';
import { organization } from '../graph/answers';
import { application as decode, applicationPath, type Application } from '../graph/applications';
import type { Tagged } from '../graph/client';
import { Page } from '../page';
import { Problem } from '../problem';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { mayConfigure, useSession } from '../session/session';
import { useStrings } from '../strings';
import { useApplicationsStrings } from '../strings/applications';
import { useLoad } from '../use_load';

/** One program that people sign in to. */
export function ApplicationPage({ id }: { readonly id: string }) {
  const strings = useStrings();
  const { graph } = useSession();
  const [loaded, again] = useLoad(
    id,
    async () => {
      const [found, whose] = await Promise.all([
        graph.getTagged(applicationPath(id), decode),
        graph.get('/v1.0/organization', organization),
      ]);
      return { found, tenantId: whose.id };
    },
    true,
  );
  if (loaded.at === 'loading') return <Spinner label={strings.loading} />;
  if (loaded.at === 'failed') {
    return (
      <Page title={strings.entries.applications.name}>
        <Back />
        <Problem error={loaded.error} onTryAgain={again} />
      </Page>
    );
  }
  return <Loaded {...loaded.value} onChanged={again} />;
}

function Back() {
  const { back } = useApplicationsStrings();
  return (
    <div>
      <RouteLink to={PATHS.applications}>{back}</RouteLink>
    </div>
  );
}

interface Props {
  readonly found: Tagged<Application>;
  readonly tenantId: string;
  readonly onChanged: () => void;
}

function Loaded({ found, tenantId, onChanged }: Props) {
  const texts = useApplicationsStrings();
  const { roles } = useSession();
  const [application, setApplication] = useState(found.value);
  const [isDeleted, setDeleted] = useState(false);
  // What was saved here is the newest; of what is read again, only the secrets are new.
  useEffect(() => setApplication((before) => ({ ...before, secrets: found.value.secrets })), [found]);
  const { displayName, isPublic } = application;
  if (isDeleted) {
    return (
      <Page title={displayName}>
        <Notice intent="success" message={texts.remove.done({ name: displayName })} focusKey={isDeleted} />
        <Back />
      </Page>
    );
  }
  return (
    <Page title={displayName} text={texts.kinds[isPublic ? 'public' : 'confidential']}>
      <Back />
      {!mayConfigure(roles) && <Notice intent="info" message={{ title: texts.onlyGlobal }} />}
      <EssentialsCard id={application.id} tenantId={tenantId} />
      <SecretsCard application={application} onChanged={onChanged} />
      <SettingsCard application={found} onStored={setApplication} />
      <DeleteCard application={application} onDeleted={() => setDeleted(true)} />
    </Page>
  );
}
