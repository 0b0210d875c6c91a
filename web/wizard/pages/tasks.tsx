import { useState } from 'react';
import type { State } from '../answers';
import { TASKS, type Task } from '../journey';
import { ChoiceList } from '../parts/choice_list';
import { isConfigured } from '../parts/facts';
import { PageFrame } from '../parts/page_frame';
import { useStrings } from '../strings';
import { useWizard } from '../wizard';

export function Tasks() {
  const strings = useStrings();
  const { state, task, begin } = useWizard();
  const offered = TASKS.filter((candidate) => isOffered(candidate, state));
  const [chosen, setChosen] = useState<Task>(offered.includes(task) ? task : 'customize');
  return (
    <PageFrame onNext={() => begin(chosen)}>
      <ChoiceList
        label={strings.tasks.intro}
        choices={offered.map((value) => ({ value, ...strings.tasks.choices[value] }))}
        chosen={chosen}
        onChoose={setChosen}
      />
    </PageFrame>
  );
}

/** Nothing can be shown, refreshed or staged before something is configured. */
function isOffered(task: Task, state: State): boolean {
  switch (task) {
    case 'customize':
    case 'troubleshoot':
      return true;
    case 'sign-in':
    case 'agents':
      return isConfigured(state) || state.cloud.url !== '';
    case 'schema':
      return state.configured.directories.length > 0 || state.draft.directories.length > 0;
    case 'view':
    case 'staging':
      return isConfigured(state);
  }
}
