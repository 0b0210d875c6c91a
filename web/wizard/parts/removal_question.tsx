import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Modal } from '../../fluent/modal';
import type { Change, DraftDirectory } from '../answers';
import { useStrings } from '../strings';
import { useWizard } from '../wizard';
import { isKnown, Removed } from './scope_change';

const useStyles = makeStyles({
  told: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

interface Props {
  readonly directory: DraftDirectory;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

/** What leaving a directory removes, told before it is taken out of the choices. */
export function RemovalQuestion({ directory, onClose, onRemove }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const words = strings.directories.removal;
  const { api } = useWizard();
  const [change, setChange] = useState<Change | null>(null);
  useEffect(() => {
    const life = new AbortController();
    api.removal(directory.number, life.signal).then(setChange, () => {
      if (!life.signal.aborted) setChange('agent_busy'); // then the page tells what holds whoever it is
    });
    return () => life.abort();
  }, []);
  return (
    <Modal title={words.question({ forest: directory.forest })} shape="question" onClose={onClose}>
      <div role="status" aria-busy={change === null} className={styles.told}>
        {change === null ? <Spinner size="tiny" label={words.looking} /> : <Text>{textOf(change, words)}</Text>}
      </div>
      {change !== null && isKnown(change) && change.removed > 0 && <Removed change={change} />}
      <Text>{words.later}</Text>
      <div className={styles.actions}>
        <Button appearance="primary" disabledFocusable={change === null} onClick={onRemove}>
          {strings.directories.remove}
        </Button>
        <Button onClick={onClose}>{strings.cancel}</Button>
      </div>
    </Modal>
  );
}

function textOf(change: Change, words: ReturnType<typeof useStrings>['directories']['removal']): string {
  if (isKnown(change)) return change.removed > 0 ? words.some : words.nobody;
  return change === 'first' || change === 'none' ? words.first : words[change];
}
