import { Button, makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Facts } from '../parts/facts';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

const useStyles = makeStyles({
  text: {
    margin: 0,
    padding: tokens.spacingHorizontalL,
    maxHeight: '24rem',
    overflow: 'auto',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

export function View() {
  const styles = useStyles();
  const { view, loading } = useStrings();
  const { api, state, go } = useWizard();
  const call = useCall();
  const [text, setText] = useState<string | null>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => void call.run(async () => setText(await api.configuration())), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text ?? '');
      setCopied(true);
    } catch {
      setCopied(false); // not allowed here: it can still be marked
    }
  };
  return (
    <PageFrame call={call} intro={view.intro} onNext={null} onPrevious={() => go('tasks')}>
      <Facts state={state} />
      <Subtitle2 as="h2">{view.file}</Subtitle2>
      {text === null ? (
        call.busy && <Spinner label={loading} />
      ) : (
        <>
          <pre className={styles.text} tabIndex={0} role="region" aria-label={view.file}>
            {text}
          </pre>
          <div className={styles.actions}>
            <Button onClick={() => save(text)}>{view.save}</Button>
            <Button onClick={copy}>{view.copy}</Button>
            <span role="status">{isCopied ? view.copied : ''}</span>
          </div>
        </>
      )}
    </PageFrame>
  );
}

function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/toml' }));
  link.download = 'tilbage-connect.toml';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // the download has begun by then
}
