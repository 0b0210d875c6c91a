import { Button, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLanguage } from '../../fluent/language';
import { Modal } from '../../fluent/modal';
import { Notice } from '../../fluent/notice';
import { Breakable } from '../breakable';
import { useDateTime } from '../date_time';
import { DELETED_PATH, deletedPath, loadDeleted, restoreDeleted, type DeletedUser } from '../graph/deleted_users';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { Page } from '../page';
import { Problem } from '../problem';
import { mayConfigure, useSession } from '../session/session';
import { StackedTable, type Column } from '../stacked_table';
import { useStrings } from '../strings';
import { usePagedList } from '../use_paged_list';

const DAY_MS = 24 * 60 * 60 * 1000;

const useStyles = makeStyles({
  scroll: {
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  sub: { display: 'block', color: tokens.colorNeutralForeground2 },
  decides: { marginBottom: tokens.spacingVerticalS },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  text: { margin: 0 },
  end: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalL, flexWrap: 'wrap' },
});

type Told =
  | { readonly at: 'nothing' }
  | { readonly at: 'restored' | 'removed'; readonly user: DeletedUser }
  | { readonly at: 'failed'; readonly error: GraphError };

/** Who was removed less than 30 days ago. */
export function DeletedUsers() {
  const styles = useStyles();
  const strings = useStrings();
  const { deletedUsers: texts } = strings;
  const { formats } = useLanguage();
  const { graph } = useSession();
  const [list, more, again] = usePagedList(DELETED_PATH, (path, signal) => loadDeleted(graph, path, signal));
  const [told, setTold] = useState<Told>({ at: 'nothing' });
  const [asked, setAsked] = useState<DeletedUser | null>(null);
  const restore = async (user: DeletedUser) => {
    try {
      await restoreDeleted(graph, user.id);
      setTold({ at: 'restored', user });
      again();
    } catch (thrown) {
      setTold({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  const columns = useColumns((user) => void restore(user), setAsked);
  return (
    <Page title={strings.entries.deletedUsers.name} text={texts.text}>
      {told.at === 'restored' && <Notice intent="success" message={texts.restored({ name: told.user.displayName })} focusKey={told} />}
      {told.at === 'removed' && <Notice intent="success" message={texts.removed({ name: told.user.displayName })} focusKey={told} />}
      {told.at === 'failed' && <Problem error={told.error} focusKey={told.error} />}
      {list.rows.length > 0 && (
        <div className={styles.scroll}>
          <StackedTable label={strings.entries.deletedUsers.name} columns={columns} rows={list.rows} keyOf={({ id }) => id} />
        </div>
      )}
      {list.error !== null && <Problem error={list.error} onTryAgain={list.rows.length > 0 ? more : again} />}
      <div className={styles.end}>
        <span role="status">{status()}</span>
        {list.next !== null && !list.isLoading && <Button onClick={more}>{strings.users.more}</Button>}
        {list.isLoading && <Spinner size="tiny" label={strings.loading} />}
      </div>
      {asked !== null && (
        <RemoveQuestion
          user={asked}
          onClose={() => setAsked(null)}
          onRemoved={() => {
            setAsked(null);
            setTold({ at: 'removed', user: asked });
            again();
          }}
        />
      )}
    </Page>
  );

  function status(): string {
    if (list.isLoading || list.error !== null) return '';
    return list.rows.length === 0 ? texts.none : strings.users.shown({ shown: formats.number(list.rows.length), of: null });
  }
}

type Act = (user: DeletedUser) => void;

function useColumns(onRestore: Act, onRemove: Act): readonly Column<DeletedUser>[] {
  const styles = useStyles();
  const { columns: names } = useStrings().deletedUsers;
  const { formats } = useLanguage();
  const dateTime = useDateTime();
  return [
    {
      name: names.name,
      cell: ({ displayName, userPrincipalName }) => (
        <>
          {displayName}
          <span className={styles.sub}>
            <Breakable text={userPrincipalName} />
          </span>
        </>
      ),
    },
    { name: names.deleted, cell: ({ deletedAt }) => dateTime(deletedAt), isForWide: true },
    { name: names.left, cell: ({ deletedAt }) => formats.duration(Math.max(0, deletedAt + 30 * DAY_MS - Date.now()) / 1000) },
    { name: names.actions, cell: (user) => <Acts user={user} onRestore={onRestore} onRemove={onRemove} /> },
  ];
}

interface ActsProps {
  readonly user: DeletedUser;
  readonly onRestore: Act;
  readonly onRemove: Act;
}

function Acts({ user, onRestore, onRemove }: ActsProps) {
  const styles = useStyles();
  const { deletedUsers: texts } = useStrings();
  const { roles } = useSession();
  return (
    <>
      {user.isFromDirectory && <span className={mergeClasses(styles.sub, styles.decides)}>{texts.byDirectory}</span>}
      {mayConfigure(roles) && (
        <div className={styles.actions}>
          {!user.isFromDirectory && (
            <Button className={styles.button} aria-label={texts.restoreOf({ name: user.displayName })} onClick={() => onRestore(user)}>
              {texts.restore}
            </Button>
          )}
          <Button
            appearance="outline"
            className={styles.button}
            aria-label={texts.removeOf({ name: user.displayName })}
            onClick={() => onRemove(user)}
          >
            {texts.remove}
          </Button>
        </div>
      )}
    </>
  );
}

interface QuestionProps {
  readonly user: DeletedUser;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

function RemoveQuestion({ user, onClose, onRemoved }: QuestionProps) {
  const styles = useStyles();
  const strings = useStrings();
  const { deletedUsers: texts } = strings;
  const { graph } = useSession();
  const [state, setState] = useState<'asking' | 'removing' | GraphError>('asking');
  const remove = async () => {
    setState('removing');
    try {
      await graph.remove(deletedPath(user.id));
      onRemoved();
    } catch (thrown) {
      setState(asGraphError(thrown));
    }
  };
  return (
    <Modal title={texts.question({ name: user.displayName })} shape="question" onClose={state === 'removing' ? null : onClose}>
      <p className={styles.text}>{texts.questionText}</p>
      {typeof state === 'object' && <Problem error={state} focusKey={state} />}
      <div className={styles.actions}>
        <Button
          appearance="primary"
          className={styles.button}
          disabledFocusable={state === 'removing'}
          onClick={() => void remove()}
        >
          {texts.remove}
        </Button>
        <Button className={styles.button} disabled={state === 'removing'} onClick={onClose}>
          {strings.cancel}
        </Button>
      </div>
    </Modal>
  );
}
