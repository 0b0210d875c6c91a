import { Badge, Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Breakable } from '../breakable';
import { useDateTime } from '../date_time';
import type { User } from '../graph/answers';
import { FILLED_IN, isRemovable, loadMethods, type PersonsMethod } from '../graph/methods';
import { Card } from '../page';
import { Problem } from '../problem';
import { maySetPasswords, useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';
import { AddMethodQuestion } from './add_method_question';
import { RemoveMethodQuestion } from './remove_method_question';

interface Props {
  readonly user: User;
  readonly path: string;
}

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  row: { display: 'flex', gap: tokens.spacingHorizontalM, justifyContent: 'space-between', alignItems: 'center', flexWrap: 'wrap' },
  what: { display: 'flex', flexDirection: 'column', flex: '1 1 200px', minWidth: 0, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  origin: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  button: { minHeight: '44px', alignSelf: 'flex-start' },
  text: { margin: 0 },
});

/** What the directory brings, what the person has registered, and what an administrator has filled in. */
export function MethodsCard({ user, path }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { methods: texts } = strings;
  const { graph, roles } = useSession();
  const may = maySetPasswords(roles);
  const [loaded, again] = useLoad(`${path} ${may}`, () => (may ? loadMethods(graph, path) : Promise.resolve([])));
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PersonsMethod | null>(null);
  if (!may) return null;
  const methods = loaded.at === 'loaded' ? loaded.value : [];
  const serving = new Set(methods.filter(({ isLocked }) => !isLocked).map(({ kind }) => kind));
  const missing = FILLED_IN.filter((kind) => !serving.has(kind));
  const close = (hasChanged: boolean) => {
    setAdding(false);
    setRemoving(null);
    if (hasChanged) again();
  };
  return (
    <Card title={texts.title}>
      <p className={styles.text}>{texts.text}</p>
      {loaded.at === 'loading' && <Spinner size="tiny" label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && (
        <>
          <ul className={styles.list}>
            {methods.map((method) => (
              <Registered key={method.id} method={method} onRemove={() => setRemoving(method)} />
            ))}
            {!serving.has('email') && user.otherMails.length > 0 && (
              <FromDirectory kind="email" destination={user.otherMails[0] ?? ''} />
            )}
            {!serving.has('mobilePhone') && user.profile.mobilePhone !== null && (
              <FromDirectory kind="mobilePhone" destination={user.profile.mobilePhone} />
            )}
          </ul>
          {missing.length > 0 && (
            <Button className={styles.button} onClick={() => setAdding(true)}>
              {texts.add}
            </Button>
          )}
        </>
      )}
      {isAdding && <AddMethodQuestion user={user} path={path} kinds={missing} onClose={close} />}
      {removing !== null && <RemoveMethodQuestion user={user} path={path} method={removing} onClose={close} />}
    </Card>
  );
}

function FromDirectory({ kind, destination }: { readonly kind: 'email' | 'mobilePhone'; readonly destination: string }) {
  const styles = useStyles();
  const strings = useStrings();
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        <span className={styles.name}>{strings.resetPolicy.methods.names[kind]}</span>
        <Breakable text={destination} />
        <span className={styles.origin}>{strings.methods.fromDirectory}</span>
      </span>
    </li>
  );
}

function Registered({ method, onRemove }: { readonly method: PersonsMethod; readonly onRemove: () => void }) {
  const styles = useStyles();
  const strings = useStrings();
  const { methods: texts } = strings;
  const dateTime = useDateTime();
  const kind = strings.resetPolicy.methods.names[method.kind];
  const what = method.destination ?? method.name;
  const added = dateTime(method.createdAt);
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        <span>
          <span className={styles.name}>{kind}</span>{' '}
          {method.isLocked && (
            <Badge appearance="tint" color="danger">
              {texts.locked}
            </Badge>
          )}
        </span>
        {what !== null && <Breakable text={what} />}
        <span className={styles.origin}>{method.addedBy === 'self' ? texts.bySelf({ time: added }) : texts.byAdministrator({ time: added })}</span>
      </span>
      {isRemovable(method.kind) && (
        <Button className={styles.button} aria-label={texts.removeOf({ kind, what })} onClick={onRemove}>
          {texts.remove}
        </Button>
      )}
    </li>
  );
}
