import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { Notice, type NoticeText } from '../../../fluent/notice';
import { asGraphError, type GraphError } from '../../graph/graph_error';
import { LOGO_PATH, LONGEST_LOGO } from '../../graph/reset_policy';
import { Card } from '../../page';
import { Problem } from '../../problem';
import { useSession } from '../../session/session';
import { useStrings } from '../../strings';

const TYPES = ['image/png', 'image/jpeg'];

const useStyles = makeStyles({
  picture: {
    maxWidth: '100%',
    maxHeight: '96px',
    alignSelf: 'flex-start',
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: '#ffffff', // as on the pages
  },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap', alignItems: 'center' },
  button: { minHeight: '44px' },
  file: { display: 'none' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

type Told =
  | { readonly at: 'nothing' | 'saving' }
  | { readonly at: 'done' | 'wrong'; readonly message: NoticeText; readonly turn: number }
  | { readonly at: 'failed'; readonly error: GraphError };

interface Props {
  /** Where it is served; null: there is none. */
  readonly path: string | null;
  readonly etag: string;
  readonly isAllowed: boolean;
  readonly onSaved: () => Promise<void>;
}

/** The picture is saved by itself, at once: a form that waits with a file is easily lost. */
export function Logo({ path, etag, isAllowed, onSaved }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { customization: texts } = strings.resetPolicy;
  const { graph } = useSession();
  const [told, setTold] = useState<Told>({ at: 'nothing' });
  const file = useRef<HTMLInputElement>(null);

  const save = async (change: () => Promise<void>, message: NoticeText) => {
    setTold({ at: 'saving' });
    try {
      await change();
      await onSaved();
      setTold({ at: 'done', message, turn: Date.now() });
    } catch (thrown) {
      const error = asGraphError(thrown);
      if (error.mistakes.length > 0) setTold({ at: 'wrong', message: texts.logoWrong, turn: Date.now() });
      else setTold({ at: 'failed', error });
    }
  };
  const take = (chosen: File | undefined) => {
    if (chosen === undefined) return;
    if (!TYPES.includes(chosen.type) || chosen.size > LONGEST_LOGO) {
      setTold({ at: 'wrong', message: texts.logoWrong, turn: Date.now() });
      return;
    }
    void save(() => graph.putFile(LOGO_PATH, chosen, etag), texts.logoSaved);
  };

  return (
    <Card title={texts.logo}>
      {told.at === 'done' && <Notice intent="success" message={told.message} focusKey={told.turn} />}
      {told.at === 'wrong' && <Notice intent="error" message={told.message} focusKey={told.turn} />}
      {told.at === 'failed' && <Problem error={told.error} focusKey={told.error} />}
      {path === null ? <p className={styles.quiet}>{texts.noLogo}</p> : <img className={styles.picture} src={path} alt={texts.logoAlt} />}
      <p className={styles.quiet}>{texts.logoHint}</p>
      <div className={styles.actions}>
        <input
          ref={file}
          type="file"
          className={styles.file}
          accept={TYPES.join(',')}
          aria-label={texts.chooseLogo}
          tabIndex={-1}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <Button
          className={styles.button}
          disabled={!isAllowed}
          disabledFocusable={told.at === 'saving'}
          onClick={() => file.current?.click()}
        >
          {texts.chooseLogo}
        </Button>
        {path !== null && (
          <Button
            className={styles.button}
            disabled={!isAllowed}
            disabledFocusable={told.at === 'saving'}
            onClick={() => void save(() => graph.remove(LOGO_PATH, etag), texts.logoRemoved)}
          >
            {texts.removeLogo}
          </Button>
        )}
        {told.at === 'saving' && <Spinner size="tiny" label={strings.loading} />}
      </div>
    </Card>
  );
}
