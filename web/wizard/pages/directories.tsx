import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { NoticeText } from '../../fluent/notice';
import { DirectoryDialog } from '../parts/directory_dialog';
import { PageFrame } from '../parts/page_frame';
import { RightsPanel } from '../parts/rights_panel';
import { useTable } from '../parts/table';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

export function Directories() {
  const styles = useStyles();
  const table = useTable();
  const words = useStrings().directories;
  const { api, state, accept, goOn } = useWizard();
  const call = useCall();
  const [isAdding, setAdding] = useState(false);
  const [added, setAdded] = useState(0);
  const [needed, setNeeded] = useState<{ readonly message: NoticeText } | null>(null);
  const { directory } = state.draft;
  const next = async () => {
    setNeeded(null);
    if (directory === null) setNeeded({ message: words.needed });
    else await goOn();
  };
  return (
    <>
      <PageFrame call={call} intro={words.intro} onNext={next} needed={needed}>
        {directory === null ? (
          <Text>{words.empty}</Text>
        ) : (
          <table className={table.table} aria-label={words.table}>
            <thead>
              <tr>
                <th className={table.cell}>{words.forest}</th>
                <th className={table.cell}>{words.servers}</th>
                <th className={table.cell}>{words.account}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td className={table.cell}>{directory.forest}</td>
                <td className={table.cell}>{directory.servers.join(', ')}</td>
                <td className={table.cell}>
                  {directory.account}
                  {directory.created && ` (${words.created})`}
                </td>
              </tr>
            </tbody>
          </table>
        )}
        <div className={styles.actions}>
          <Button appearance={directory === null ? 'primary' : 'secondary'} onClick={() => setAdding(true)}>
            {directory === null ? words.add : words.change}
          </Button>
          {directory !== null && (
            <Button onClick={() => void call.run(async () => accept(await api.removeDirectory()))}>{words.remove}</Button>
          )}
        </div>
        {directory !== null && <RightsPanel key={added} startsAtOnce={added > 0} />}
      </PageFrame>
      {isAdding && (
        <DirectoryDialog
          onClose={() => setAdding(false)}
          onAdded={(answer) => {
            accept(answer);
            setNeeded(null);
            setAdding(false);
            setAdded(added + 1);
          }}
        />
      )}
    </>
  );
}
