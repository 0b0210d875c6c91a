import { Notice } from '../../fluent/notice';
import { say } from '../../shared/words';
import { mistakeOf } from '../graph/applications';
import type { GraphError } from '../graph/graph_error';
import { Problem } from '../problem';
import { useApplicationsStrings } from '../strings/applications';

interface Props {
  readonly error: GraphError;
  /** What did not succeed. */
  readonly title: string;
}

/** What went wrong, in the page's words where the API said what it was. */
export function ApplicationProblem({ error, title }: Props) {
  const { mistakes } = useApplicationsStrings();
  const mistake = mistakeOf(error);
  if (mistake === null) return <Problem error={error} title={title} focusKey={error} />;
  return <Notice intent="error" message={{ title, text: say(mistakes[mistake.what], { value: mistake.value }) }} focusKey={error} />;
}

/** A field's message, where the mistake is in the property of its. */
export function useFieldMistake(error: GraphError | null) {
  const { mistakes } = useApplicationsStrings();
  const mistake = error === null ? null : mistakeOf(error);
  return (property: RegExp) =>
    mistake !== null && property.test(mistake.property)
      ? { validationMessage: say(mistakes[mistake.what], { value: mistake.value }), validationState: 'error' as const }
      : {};
}
