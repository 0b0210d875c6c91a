import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { NoticeText } from '../../fluent/notice';
import type { DraftDirectory } from '../answers';
import { DirectoryDialog } from '../parts/directory_dialog';
import { PageFrame } from '../parts/page_frame';
import { RemovalQuestion } from '../parts/removal_question';
import { RightsPanel } from '../parts/rights_panel';
import { useTable } from '../parts/table';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

const MOST = 9;

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  ofRow: { display: 'flex', gap: tokens.spacingHorizontalS },
  // Long accounts give way first.
  whole: { overflowWrap: 'break-word' },
});

type Dialog = { readonly what: 'add' } | { readonly what: 'change' | 'remove'; readonly directory: DraftDirectory };

export function Directories() {
  const styles = useStyles();
  const words = useStrings().directories;
  const { api, state, accept, goOn } = useWizard();
  const call = useCall();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [tested, setTested] = useState<ReadonlyMap<number, number>>(new Map()); // by number, how often it was given
  const [needed, setNeeded] = useState<{ readonly message: NoticeText } | null>(null);
  const { directories } = state.draft;
  const close = () => setDialog(null);
  const next = async () => {
    setNeeded(null);
    if (directories.length === 0) setNeeded({ message: words.needed });
    else await goOn();
  };
  const remove = (number: number) => {
    close();
    void call.run(async () => accept(await api.removeDirectory(number)));
  };
  return (
    <>
      <PageFrame call={call} intro={words.intro} onNext={next} needed={needed}>
        {directories.length === 0 ? (
          <Text>{words.empty}</Text>
        ) : (
          <DirectoryTable directories={directories} onOpen={setDialog} />
        )}
        {directories.length > 1 && <Text size={200}>{words.firstLast}</Text>}
        <div className={styles.actions}>
          {directories.length < MOST && (
            <Button
              appearance={directories.length === 0 ? 'primary' : 'secondary'}
              onClick={() => setDialog({ what: 'add' })}
            >
              {words.add}
            </Button>
          )}
        </div>
        {directories.map((directory) => {
          const times = tested.get(directory.number) ?? 0;
          return (
            <RightsPanel
              key={`${directory.number} ${times}`}
              directory={directory}
              isNamed={directories.length > 1}
              startsAtOnce={times > 0}
            />
          );
        })}
      </PageFrame>
      {dialog !== null && dialog.what !== 'remove' && (
        <DirectoryDialog
          before={dialog.what === 'add' ? null : dialog.directory}
          onClose={close}
          onDone={(answer, number) => {
            accept(answer);
            setNeeded(null);
            close();
            setTested(new Map(tested).set(number, (tested.get(number) ?? 0) + 1));
          }}
        />
      )}
      {dialog?.what === 'remove' && (
        <RemovalQuestion
          directory={dialog.directory}
          onClose={close}
          onRemove={() => remove(dialog.directory.number)}
        />
      )}
    </>
  );
}

interface TableProps {
  readonly directories: readonly DraftDirectory[];
  readonly onOpen: (dialog: Dialog) => void;
}

function DirectoryTable({ directories, onOpen }: TableProps) {
  const styles = useStyles();
  const table = useTable();
  const words = useStrings().directories;
  return (
    <table className={table.table} aria-label={words.table}>
      <thead>
        <tr>
          <th className={table.cell}>{words.forest}</th>
          <th className={table.cell}>{words.servers}</th>
          <th className={table.cell}>{words.account}</th>
          <th className={table.cell}>{words.actions}</th>
        </tr>
      </thead>
      <tbody>
        {directories.map((directory) => (
          <tr key={directory.number}>
            <td className={mergeClasses(table.cell, styles.whole)}>{directory.forest}</td>
            <td className={mergeClasses(table.cell, styles.whole)}>{directory.servers.join(', ')}</td>
            <td className={table.cell}>
              {directory.account}
              {directory.created && ` (${words.created})`}
            </td>
            <td className={table.cell}>
              <div className={styles.ofRow}>
                <Button
                  aria-label={words.changeOf({ forest: directory.forest })}
                  onClick={() => onOpen({ what: 'change', directory })}
                >
                  {words.change}
                </Button>
                {(directory.number !== 1 || directories.length === 1) && (
                  <Button
                    aria-label={words.removeOf({ forest: directory.forest })}
                    onClick={() => onOpen({ what: 'remove', directory })}
                  >
                    {words.remove}
                  </Button>
                )}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
