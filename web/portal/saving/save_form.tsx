import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Notice, type NoticeText } from '../../fluent/notice';
import type { GraphError } from '../graph/graph_error';
import { Problem } from '../problem';
import { useStrings } from '../strings';
import type { Saving } from './use_saving';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  theirs: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalM },
});

interface Props<T, Typed> {
  readonly saving: Saving<T, Typed>;
  /** When somebody else has saved meanwhile, if the settings' own words do not fit. */
  readonly conflict?: NoticeText;
  /** What theirs are. */
  readonly theirs?: (theirs: T) => ReactNode;
  /** An error in the page's words; false: it has none for it. */
  readonly problem?: (error: GraphError) => ReactNode;
  readonly children: ReactNode;
}

/** What became of saving, the fields, Save and Discard. */
export function SaveForm<T, Typed>({ saving, children, ...said }: Props<T, Typed>) {
  const styles = useStyles();
  const strings = useStrings();
  const { integration: texts } = strings;
  const { told, isAllowed, isChanged, save, discard } = saving;
  const isSaving = told.at === 'saving';
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isAllowed && !isSaving) void save();
      }}
    >
      <Outcome saving={saving} {...said} />
      {children}
      <div className={styles.actions}>
        <Button
          type="submit"
          appearance="primary"
          className={styles.button}
          disabled={!isAllowed}
          disabledFocusable={isSaving}
        >
          {texts.save}
        </Button>
        <Button
          type="button"
          className={styles.button}
          disabled={!isAllowed || !isChanged || isSaving}
          onClick={discard}
        >
          {texts.discard}
        </Button>
        {isSaving && <Spinner size="tiny" label={strings.loading} />}
      </div>
    </form>
  );
}

function Outcome<T, Typed>({ saving, conflict, theirs, problem }: Omit<Props<T, Typed>, 'children'>) {
  const styles = useStyles();
  const { integration: texts } = useStrings();
  const { told, adopt } = saving;
  switch (told.at) {
    case 'nothing':
    case 'saving':
      return null;
    case 'saved':
      return <Notice intent="success" message={texts.saved} focusKey={told.turn} />;
    case 'unchanged':
      return <Notice intent="info" message={texts.nothingToSave} focusKey={told.turn} />;
    case 'discarded':
      return <Notice intent="info" message={{ title: texts.discarded }} focusKey={told.turn} />;
    case 'failed':
      return problem?.(told.error) || <Problem error={told.error} focusKey={told.error} />;
    case 'conflict':
      return (
        <Notice intent="warning" message={conflict ?? texts.conflict} focusKey={told.theirs}>
          <div className={styles.theirs}>
            {theirs?.(told.theirs.value)}
            <Button onClick={() => adopt(told.theirs)}>{texts.loadTheirs}</Button>
          </div>
        </Notice>
      );
  }
}
