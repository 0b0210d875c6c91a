import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Notice } from '../../fluent/notice';
import { useDateTime } from '../date_time';
import { removeSecret, type Application, type Secret } from '../graph/applications';
import { Card } from '../page';
import { mayConfigure, useSession } from '../session/session';
import { StackedTable, type Column } from '../stacked_table';
import { useApplicationsStrings } from '../strings/applications';
import { AddSecret } from './add_secret';
import { RemoveQuestion } from './remove_question';

/** So many may work at a time. */
const MOST = 2;
const SOON_MS = 30 * 24 * 60 * 60 * 1000;

const useStyles = makeStyles({
  text: { margin: 0 },
  button: { minHeight: '44px', alignSelf: 'flex-start' },
  expires: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
});

interface Props {
  readonly application: Application;
  readonly onChanged: () => void;
}

export function SecretsCard({ application, onChanged }: Props) {
  const styles = useStyles();
  const { secrets: texts } = useApplicationsStrings();
  const { graph, roles } = useSession();
  const [isAdding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Secret | null>(null);
  const columns = useColumns(mayConfigure(roles) ? setAsked : null);
  const { secrets, isPublic } = application;
  if (isPublic) {
    return (
      <Card title={texts.title}>
        <p className={styles.text}>{texts.noneNeeded}</p>
      </Card>
    );
  }
  const isFull = secrets.filter(({ expiresAt }) => expiresAt > Date.now()).length >= MOST;
  return (
    <Card title={texts.title}>
      <p className={styles.text}>{texts.text}</p>
      {secrets.length === 0 && <Notice intent="warning" message={texts.none} />}
      {secrets.length > 0 && <StackedTable label={texts.label} columns={columns} rows={secrets} keyOf={({ id }) => id} />}
      {isFull && <p className={styles.text}>{texts.full}</p>}
      <Button className={styles.button} disabled={!mayConfigure(roles) || isFull} onClick={() => setAdding(true)}>
        {texts.add}
      </Button>
      {isAdding && (
        <AddSecret
          applicationId={application.id}
          onClose={(hasChanged) => {
            setAdding(false);
            if (hasChanged) onChanged();
          }}
        />
      )}
      {asked !== null && (
        <RemoveQuestion
          title={texts.removeTitle({ name: asked.name === '' ? texts.noName : asked.name })}
          submit={texts.remove}
          failed={texts.notRemoved}
          remove={() => removeSecret(graph, application.id, asked.id)}
          onClose={() => setAsked(null)}
          onRemoved={() => {
            setAsked(null);
            onChanged();
          }}
        >
          <p className={styles.text}>{texts.removeText}</p>
        </RemoveQuestion>
      )}
    </Card>
  );
}

function useColumns(onRemove: ((secret: Secret) => void) | null): readonly Column<Secret>[] {
  const styles = useStyles();
  const { secrets: texts } = useApplicationsStrings();
  const dateTime = useDateTime();
  const nameOf = ({ name }: Secret) => (name === '' ? texts.noName : name);
  const columns: Column<Secret>[] = [
    { name: texts.columns.name, cell: nameOf },
    { name: texts.columns.hint, cell: ({ hint }) => <code>{hint}…</code> },
    {
      name: texts.columns.expires,
      cell: ({ expiresAt }) => (
        <span className={styles.expires}>
          {dateTime(expiresAt)}
          {expiresAt < Date.now() + SOON_MS && (
            <Badge appearance="tint" color={expiresAt < Date.now() ? 'danger' : 'warning'}>
              {expiresAt < Date.now() ? texts.expired : texts.soon}
            </Badge>
          )}
        </span>
      ),
    },
  ];
  if (onRemove !== null) {
    const cell = (secret: Secret) => (
      <Button
        appearance="outline"
        className={styles.button}
        aria-label={texts.removeOf({ name: nameOf(secret) })}
        onClick={() => onRemove(secret)}
      >
        {texts.remove}
      </Button>
    );
    columns.push({ name: texts.columns.actions, cell });
  }
  return columns;
}
