import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { Notice } from '../../fluent/notice';
import type { Change, Counts, KnownChange } from '../answers';
import { useStrings } from '../strings';
import { Problem } from './problem';
import type { Counting } from './use_counts';

const SHOWN = 5;

const useStyles = makeStyles({
  all: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalM },
  // Screen readers hear what appears in a region that is there already.
  live: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, width: '100%' },
  text: { margin: 0, overflowWrap: 'anywhere' },
});

/** How many people the chosen scope holds, and for an agent that synchronizes already who comes and who goes with it. */
export function ScopeChange({ counting }: { readonly counting: Counting }) {
  const styles = useStyles();
  const strings = useStrings();
  const words = strings.filtering;
  const { counts, error, isCounting, again } = counting;
  const isUnknown = counts?.change === 'agent_busy' || counts?.change === 'agent_stopped';
  return (
    <div className={styles.all}>
      <div role="status" aria-busy={isCounting} className={styles.live}>
        {isCounting && <Spinner size="tiny" labelPosition="after" label={words.counting} />}
        {counts !== null && <Told counts={counts} />}
      </div>
      {counts !== null && isKnown(counts.change) && counts.change.removed > 0 && <Removed change={counts.change} />}
      <Problem error={error} isQuiet />
      {(isUnknown || error !== null) && <Button onClick={again}>{words.countAgain}</Button>}
    </div>
  );
}

function Told({ counts }: { readonly counts: Counts }) {
  const styles = useStyles();
  const words = useStrings().filtering;
  const { change } = counts;
  const lines = [words.counts({ inside: counts.in, outside: counts.out })];
  if (change === 'agent_busy' || change === 'agent_stopped') lines.push(words.change[change]);
  if (isKnown(change)) {
    if (change.added === 0 && change.removed === 0) lines.push(words.change.nobody);
  }
  return (
    <>
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
      {isKnown(change) && change.added > 0 && (
        <p className={styles.text}>
          {words.change.added({ people: change.added })} <Names names={change.sampleAdded} of={change.added} />
        </p>
      )}
    </>
  );
}

/** Who goes, and whether they go at once. */
export function Removed({ change }: { readonly change: KnownChange }) {
  const styles = useStyles();
  const words = useStrings().filtering.change;
  const { removed, removedElsewhere, removalLimit, removalsWait } = change;
  const guard =
    removalLimit === null
      ? words.noGuard
      : removalsWait
        ? words.wait({ limit: removalLimit, elsewhere: removedElsewhere })
        : words.goThrough({ limit: removalLimit });
  return (
    <Notice intent="warning" message={{ title: words.removed({ people: removed }), text: words.removedText, next: guard }}>
      <p className={styles.text}>
        <Names names={change.sampleRemoved} of={removed} />
      </p>
    </Notice>
  );
}

/** The first few, and how many more there are. */
function Names({ names, of }: { readonly names: readonly string[]; readonly of: number }) {
  const words = useStrings().filtering.change;
  const shown = names.slice(0, SHOWN);
  return <>{words.names({ names: shown.join(', '), more: of - shown.length })}</>;
}

export function isKnown(change: Change): change is KnownChange {
  return typeof change !== 'string';
}
