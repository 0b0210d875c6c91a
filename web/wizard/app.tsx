import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { Notice } from '../fluent/notice';
import type { Page, State } from './answers';
import type { WizardApi } from './api';
import { pagesOf, rememberedTask, rememberTask, taskOf, type Task } from './journey';
import { Agents } from './pages/agents';
import { Cloud } from './pages/cloud';
import { Complete } from './pages/complete';
import { Directories } from './pages/directories';
import { Features } from './pages/features';
import { Filtering } from './pages/filtering';
import { Ready } from './pages/ready';
import { Schema } from './pages/schema';
import { SignIn } from './pages/sign_in';
import { Staging } from './pages/staging';
import { Tasks } from './pages/tasks';
import { Troubleshoot } from './pages/troubleshoot';
import { View } from './pages/view';
import { Welcome } from './pages/welcome';
import { Ended, Plain } from './parts/ended';
import { Shell } from './parts/shell';
import { useStrings } from './strings';
import { WizardProvider, type Wizard } from './wizard';
import { asWizardError } from './wizard_error';

const PAGES: Readonly<Record<Page, () => React.JSX.Element>> = {
  welcome: Welcome,
  tasks: Tasks,
  cloud: Cloud,
  directories: Directories,
  filtering: Filtering,
  features: Features,
  ready: Ready,
  complete: Complete,
  view: View,
  staging: Staging,
  'sign-in': SignIn,
  agents: Agents,
  troubleshoot: Troubleshoot,
  schema: Schema,
};

type End = 'exit' | 'forbidden' | 'no_connection';

export function App({ api }: { readonly api: WizardApi }) {
  const strings = useStrings();
  const [state, setState] = useState<State | null>(null);
  const [chosen, setChosen] = useState<Task | null>(rememberedTask);
  const [end, setEnd] = useState<End | null>(null);

  const load = async () => {
    setEnd(null);
    try {
      setState(await api.state());
    } catch (thrown) {
      setEnd(asWizardError(thrown).code === 'forbidden' ? 'forbidden' : 'no_connection');
    }
  };
  useEffect(() => void load(), []);

  const wizard = useMemo<Wizard | null>(() => {
    if (state === null) return null;
    const task = taskOf(state.page, chosen);
    const pages = pagesOf(task);
    const go = async (page: Page) => setState(await api.setPage(page));
    const step = (by: number) => go(pages[pages.indexOf(state.page) + by] ?? 'tasks');
    return {
      api,
      state,
      task,
      pages,
      // Only go() changes the page: an answer that was under way must not lead back.
      accept: (next) => setState((before) => (before === null ? next : { ...next, page: before.page })),
      go,
      goOn: () => step(1),
      goBack: () => step(-1),
      begin: async (next) => {
        rememberTask(next);
        setChosen(next);
        await go(pagesOf(next)[2] ?? 'tasks');
      },
      exit: async () => {
        await api.exit();
        setEnd('exit');
      },
      lose: () => setEnd('forbidden'),
    };
  }, [state, chosen]);

  if (end === 'exit') return <Ended />;
  if (end !== null) {
    return (
      <Plain title={strings.lost[end].title}>
        <Notice intent="error" message={strings.lost[end]}>
          <Button onClick={() => void load()}>{strings.tryAgain}</Button>
        </Notice>
      </Plain>
    );
  }
  if (wizard === null || state === null) return <Spinner label={strings.loading} />;
  const Current = PAGES[state.page];
  return (
    <WizardProvider value={wizard}>
      <Shell>
        <Current key={state.page} />
      </Shell>
    </WizardProvider>
  );
}
