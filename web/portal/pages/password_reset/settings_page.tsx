import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { Decoder } from '../../../shared/decode';
import { Notice } from '../../../fluent/notice';
import { LANGUAGE_NAMES } from '../../../shared/language';
import { among, say } from '../../../shared/words';
import type { Tagged } from '../../graph/client';
import { asGraphError, type GraphError } from '../../graph/graph_error';
import { Page } from '../../page';
import { Problem } from '../../problem';
import type { Entry } from '../../services';
import { mayConfigure, useSession } from '../../session/session';
import { useStrings } from '../../strings';
import { useUnsavedGuard } from '../../unsaved';
import { useLoad } from '../../use_load';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  mistakes: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
});

export interface SettingsParts<T> {
  readonly policy: T;
  /** As it was loaded or last saved. */
  readonly stored: T;
  readonly etag: string;
  readonly change: (part: Partial<T>) => void;
  /** Reads the policy again, after something was saved beside the form. */
  readonly again: () => Promise<void>;
  readonly isAllowed: boolean;
}

/** A resource with an ETag that PATCH takes a part of. */
export interface Source<T> {
  readonly path: string;
  readonly decode: Decoder<T>;
}

interface Props<T> {
  readonly source: Source<T>;
  readonly entry: Entry;
  readonly text: string;
  /** What of it this page is about, as PATCH takes it. */
  readonly pick: (policy: T) => object;
  readonly children: (parts: SettingsParts<T>) => ReactNode;
}

/** One page of settings: its part of them, Save and Discard. */
export function SettingsPage<T extends object>({ source, entry, text, pick, children }: Props<T>) {
  const strings = useStrings();
  const { graph } = useSession();
  const [loaded, again] = useLoad('', () => graph.getTagged(source.path, source.decode));
  return (
    <Page title={strings.entries[entry].name} text={text}>
      {loaded.at === 'loading' && <Spinner label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && (
        <SettingsForm source={source} loaded={loaded.value} pick={pick}>
          {children}
        </SettingsForm>
      )}
    </Page>
  );
}

type Told<T> =
  | { readonly at: 'nothing' | 'saving' }
  | { readonly at: 'saved' | 'unchanged' | 'discarded'; readonly turn: number }
  | { readonly at: 'conflict'; readonly theirs: Tagged<T> }
  | { readonly at: 'wrong'; readonly mistakes: readonly string[]; readonly turn: number }
  | { readonly at: 'failed'; readonly error: GraphError };

interface FormProps<T> {
  readonly source: Source<T>;
  readonly loaded: Tagged<T>;
  readonly pick: (policy: T) => object;
  readonly children: (parts: SettingsParts<T>) => ReactNode;
}

/** Saves on the version that it was loaded from, so that nobody's change is lost unseen (RFC 9110 §14.1.1). */
function SettingsForm<T extends object>({ source, loaded, pick, children }: FormProps<T>) {
  const styles = useStyles();
  const strings = useStrings();
  const { integration: texts, resetPolicy } = strings;
  const { graph, roles } = useSession();
  const [stored, setStored] = useState(loaded);
  const [chosen, setChosen] = useState(loaded.value);
  const [told, setTold] = useState<Told<T>>({ at: 'nothing' });
  const isAllowed = mayConfigure(roles);
  const isChanged = JSON.stringify(pick(chosen)) !== JSON.stringify(pick(stored.value));
  useUnsavedGuard(isChanged, resetPolicy.leave);

  const adopt = (now: Tagged<T>) => {
    setStored(now);
    setChosen(now.value);
  };
  const again = async () => {
    const now = await graph.getTagged(source.path, source.decode);
    setStored(now);
    setChosen((before) => ({ ...now.value, ...pick(before) }) as T);
  };
  const save = async () => {
    if (!isChanged) {
      setTold({ at: 'unchanged', turn: Date.now() });
      return;
    }
    setTold({ at: 'saving' });
    try {
      await graph.patch(source.path, pick(chosen), stored.etag);
      adopt(await graph.getTagged(source.path, source.decode));
      setTold({ at: 'saved', turn: Date.now() });
    } catch (thrown) {
      await explain(asGraphError(thrown));
    }
  };
  const explain = async (error: GraphError) => {
    if (error.mistakes.length > 0) {
      setTold({ at: 'wrong', mistakes: error.mistakes.map(({ property }) => property), turn: Date.now() });
      return;
    }
    if (error.status !== 412) {
      setTold({ at: 'failed', error });
      return;
    }
    try {
      setTold({ at: 'conflict', theirs: await graph.getTagged(source.path, source.decode) });
    } catch (thrown) {
      setTold({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  const change = (part: Partial<T>) => {
    setChosen({ ...chosen, ...part });
    if (told.at !== 'conflict') setTold({ at: 'nothing' });
  };
  const discard = () => {
    setChosen(stored.value);
    setTold({ at: 'discarded', turn: Date.now() });
  };

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isAllowed && told.at !== 'saving') void save();
      }}
    >
      {!isAllowed && <Notice intent="info" message={{ title: texts.onlyGlobal }} />}
      {outcome()}
      {children({ policy: chosen, stored: stored.value, etag: stored.etag, change, again, isAllowed })}
      <div className={styles.actions}>
        <Button
          type="submit"
          appearance="primary"
          className={styles.button}
          disabled={!isAllowed}
          disabledFocusable={told.at === 'saving'}
        >
          {texts.save}
        </Button>
        <Button
          type="button"
          className={styles.button}
          disabled={!isAllowed || !isChanged || told.at === 'saving'}
          onClick={discard}
        >
          {texts.discard}
        </Button>
        {told.at === 'saving' && <Spinner size="tiny" label={strings.loading} />}
      </div>
    </form>
  );

  /** The text of a language is named by its tag behind the property. */
  function mistakeText(property: string): string {
    const [, known, tag] = /^(customization\.identifyText)\.(.+)$/.exec(property) ?? [];
    const said = among(resetPolicy.mistakes, known ?? property);
    return said === undefined ? property : say(said, { language: among(LANGUAGE_NAMES, tag ?? '') ?? tag ?? '' });
  }

  function outcome() {
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
        return <Problem error={told.error} focusKey={told.error} />;
      case 'wrong':
        return (
          <Notice intent="error" message={resetPolicy.wrong} focusKey={told.turn}>
            <ul className={styles.mistakes}>
              {[...new Set(told.mistakes)].map((property) => (
                <li key={property}>{mistakeText(property)}</li>
              ))}
            </ul>
          </Notice>
        );
      case 'conflict':
        return (
          <Notice intent="warning" message={texts.conflict} focusKey={told.theirs}>
            <Button
              onClick={() => {
                adopt(told.theirs);
                setTold({ at: 'nothing' });
              }}
            >
              {texts.loadTheirs}
            </Button>
          </Notice>
        );
    }
  }
}
