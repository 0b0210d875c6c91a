import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Notice } from '../../../fluent/notice';
import { LANGUAGE_NAMES } from '../../../shared/language';
import { among, say } from '../../../shared/words';
import type { Tagged } from '../../graph/client';
import type { GraphError } from '../../graph/graph_error';
import { Page } from '../../page';
import { Problem } from '../../problem';
import type { Entry } from '../../services';
import { SaveForm } from '../../saving/save_form';
import { useSaving, type Source } from '../../saving/use_saving';
import { useSession } from '../../session/session';
import { useStrings } from '../../strings';
import { useLoad } from '../../use_load';

const useStyles = makeStyles({
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

interface FormProps<T> {
  readonly source: Source<T>;
  readonly loaded: Tagged<T>;
  readonly pick: (policy: T) => object;
  readonly children: (parts: SettingsParts<T>) => ReactNode;
}

function SettingsForm<T extends object>({ source, loaded, pick, children }: FormProps<T>) {
  const { integration: texts } = useStrings();
  const saving = useSaving({ source, loaded, typedOf: (stored: T) => stored, bodyOf: pick });
  const { typed, stored, change, isAllowed } = saving;
  const again = () => saving.again((now, before) => ({ ...now, ...pick(before) }));
  return (
    <>
      {!isAllowed && <Notice intent="info" message={{ title: texts.onlyGlobal }} />}
      <SaveForm saving={saving} problem={(error) => error.mistakes.length > 0 && <Mistakes error={error} />}>
        {children({ policy: typed, stored: stored.value, etag: stored.etag, change, again, isAllowed })}
      </SaveForm>
    </>
  );
}

function Mistakes({ error }: { readonly error: GraphError }) {
  const styles = useStyles();
  const { resetPolicy } = useStrings();
  /** The text of a language is named by its tag behind the property. */
  const textOf = (property: string): string => {
    const [, known, tag] = /^(customization\.identifyText)\.(.+)$/.exec(property) ?? [];
    const said = among(resetPolicy.mistakes, known ?? property);
    return said === undefined ? property : say(said, { language: among(LANGUAGE_NAMES, tag ?? '') ?? tag ?? '' });
  };
  return (
    <Notice intent="error" message={resetPolicy.wrong} focusKey={error}>
      <ul className={styles.mistakes}>
        {[...new Set(error.mistakes.map(({ property }) => property))].map((property) => (
          <li key={property}>{textOf(property)}</li>
        ))}
      </ul>
    </Notice>
  );
}
