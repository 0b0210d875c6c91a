import { useRef, useState } from 'react';

export interface Kept<T> {
  readonly value: T;
  /** Shown at once, and noted by the wizard meanwhile: nothing on the page waits for that. */
  change(value: T): void;
  /** Noted for certain, or thrown why not. Call it before the page is left. */
  keep(): Promise<void>;
}

/** Something that was chosen on this page. `note` tells it to the wizard; its calls come one after another. */
export function useKept<T>(first: T, note: (value: T) => Promise<void>): Kept<T> {
  const [value, setValue] = useState(first);
  const latest = useRef(first);
  const isNoted = useRef(true);
  const queue = useRef(Promise.resolve());
  const send = (): Promise<void> => {
    const sent = queue.current.then(async () => {
      if (isNoted.current) return;
      const told = latest.current;
      await note(told);
      if (latest.current === told) isNoted.current = true;
    });
    queue.current = sent.catch(() => undefined); // keep() tells it
    return sent;
  };
  return {
    value,
    change: (next) => {
      latest.current = next;
      isNoted.current = false;
      setValue(next);
      void send().catch(() => undefined);
    },
    keep: send,
  };
}
