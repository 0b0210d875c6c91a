import { useEffect, useState } from 'react';
import type { Run } from '../answers';
import { useWizard } from '../wizard';
import { asWizardError } from '../wizard_error';

const PAUSE_MS = 1_000;

interface Watched {
  readonly run: Run;
  /** The page has lost the wizard; it goes on trying. */
  readonly isCutOff: boolean;
}

/** The run as it goes on, whoever began it. */
export function useRun(first: Run): Watched {
  const { api, lose } = useWizard();
  const [run, setRun] = useState(first);
  const [isCutOff, setCutOff] = useState(false);
  useEffect(() => setRun(first), [first]);
  const isRunning = run.state === 'running';
  useEffect(() => {
    if (!isRunning) return undefined;
    const life = new AbortController();
    const watch = async () => {
      let { revision } = run;
      while (!life.signal.aborted) {
        try {
          const answer = await api.run(revision, life.signal);
          revision = answer.revision;
          setCutOff(false);
          setRun(answer);
          if (answer.state !== 'running') return;
        } catch (thrown) {
          if (life.signal.aborted) return;
          if (asWizardError(thrown).code === 'forbidden') return lose();
          setCutOff(true);
          await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        }
      }
    };
    void watch();
    return () => life.abort();
  }, [isRunning, first]);
  return { run, isCutOff };
}
