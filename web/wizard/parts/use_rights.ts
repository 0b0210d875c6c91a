import { useEffect, useState } from 'react';
import type { Rights } from '../answers';
import { useWizard } from '../wizard';
import { asWizardError, type WizardError } from '../wizard_error';

const ASK_EVERY_MS = 700;

interface Test {
  /** Null before the first answer. */
  readonly rights: Rights | null;
  readonly error: WizardError | null;
  start(): void;
}

/** The test of the account's rights: what the last one found, one that runs, and a new one. */
export function useRights(directory: number, startsAtOnce: boolean): Test {
  const { api, lose } = useWizard();
  const [rights, setRights] = useState<Rights | null>(null);
  const [error, setError] = useState<WizardError | null>(null);
  const [round, setRound] = useState({ number: 0, starts: startsAtOnce });

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await api.rights(directory);
      if (isOver) return;
      setRights(answer);
      if (answer.state === 'running') timer = setTimeout(() => void ask().catch(fail), ASK_EVERY_MS);
    };
    const fail = (thrown: unknown) => {
      const failure = asWizardError(thrown);
      if (isOver) return;
      if (failure.code === 'forbidden') lose();
      else setError(failure);
    };
    const begin = async () => {
      setError(null);
      if (round.starts) await api.testRights(directory);
      await ask();
    };
    begin().catch(fail);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [round]);

  return { rights, error, start: () => setRound({ number: round.number + 1, starts: true }) };
}
