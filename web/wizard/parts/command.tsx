import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useWords } from '../../fluent/words';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  line: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalS },
  copy: { flexShrink: 0, whiteSpace: 'nowrap' },
  text: {
    flexGrow: 1,
    minWidth: 0,
    margin: 0,
    padding: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

interface Props {
  readonly label: string;
  readonly text: string;
  /** What it grants, for the button's name. */
  readonly about: string;
}

/** A command to paste into a shell, whole. */
export function Command({ label, text, about }: Props) {
  const styles = useStyles();
  const words = useWords();
  const [isCopied, setCopied] = useState(false);
  if (text === '') return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false); // not allowed here: it can still be marked
    }
  };
  return (
    <div className={styles.box}>
      <Text size={200}>{label}</Text>
      <div className={styles.line}>
        <pre className={styles.text}>{text}</pre>
        <Button
          className={styles.copy}
          size="small"
          icon={<CopyRegular />}
          aria-label={`${words.copy}: ${label}, ${about}`}
          onClick={() => void copy()}
        >
          {words.copy}
        </Button>
      </div>
      <span role="status">{isCopied ? words.copied : ''}</span>
    </div>
  );
}
