import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useWords } from './words';

interface Props {
  /** "Request ID" unless said. */
  readonly label?: string;
  readonly text: string;
  /** For what is read out. */
  readonly isLarge?: boolean;
}

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, margin: 0 },
  text: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  large: { fontSize: tokens.fontSizeBase600, fontWeight: tokens.fontWeightSemibold, letterSpacing: '2px' },
});

/** Something to hand on: a request ID to the operator, a command to a shell. */
export function CopyLine({ label, text, isLarge = false }: Props) {
  const styles = useStyles();
  const words = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false); // not allowed here: it can still be marked
    }
  };
  return (
    <p className={styles.line}>
      <span>{label ?? words.reference}:</span>
      <code className={mergeClasses(styles.text, isLarge && styles.large)}>{text}</code>
      <Button size="small" icon={<CopyRegular />} aria-label={`${words.copy} ${label ?? words.reference}`} onClick={copy}>
        {words.copy}
      </Button>
      <span role="status">{isCopied ? words.copied : ''}</span>
    </p>
  );
}
