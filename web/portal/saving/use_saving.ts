/** Changing a resource that has an ETag: what is typed, what is stored, and what became of saving it. */
import { useState } from 'react';
import type { Decoder } from '../../shared/decode';
import type { Tagged } from '../graph/client';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { mayConfigure, useSession } from '../session/session';
import { useStrings } from '../strings';
import { useUnsavedGuard } from '../unsaved';

/** A resource with an ETag that PATCH takes a part of. */
export interface Source<T> {
  readonly path: string;
  readonly decode: Decoder<T>;
}

export type Told<T> =
  | { readonly at: 'nothing' | 'saving' }
  | { readonly at: 'saved' | 'unchanged' | 'discarded'; readonly turn: number }
  | { readonly at: 'conflict'; readonly theirs: Tagged<T> }
  | { readonly at: 'failed'; readonly error: GraphError };

interface Options<T, Typed> {
  readonly source: Source<T>;
  readonly loaded: Tagged<T>;
  readonly typedOf: (value: T) => Typed;
  /** What PATCH takes. Nothing has changed while it is the same for what `stored` itself would be typed as. */
  readonly bodyOf: (typed: Typed, stored: T) => object;
  /** Whenever the server's version has been read anew. */
  readonly onStored?: (now: T) => void;
}

export interface Saving<T, Typed> {
  readonly typed: Typed;
  /** As it was loaded or last saved. */
  readonly stored: Tagged<T>;
  readonly told: Told<T>;
  readonly isAllowed: boolean;
  readonly isChanged: boolean;
  readonly change: (part: Partial<Typed>) => void;
  readonly save: () => Promise<void>;
  readonly discard: () => void;
  /** Instead of what is typed. */
  readonly adopt: (theirs: Tagged<T>) => void;
  /** Reads what is stored again, after something was saved beside the form. `keep`: what then is typed. */
  readonly again: (keep: (now: T, typed: Typed) => Typed) => Promise<void>;
}

/** Saves on the version that it was loaded from, so that nobody's change is lost unseen (RFC 9110 §14.1.1). */
export function useSaving<T, Typed extends object>(options: Options<T, Typed>): Saving<T, Typed> {
  const { source, loaded, typedOf, bodyOf, onStored } = options;
  const { resetPolicy } = useStrings();
  const { graph, roles } = useSession();
  const [stored, setStored] = useState(loaded);
  const [typed, setTyped] = useState(() => typedOf(loaded.value));
  const [told, setTold] = useState<Told<T>>({ at: 'nothing' });
  const body = bodyOf(typed, stored.value);
  const isChanged = JSON.stringify(body) !== JSON.stringify(bodyOf(typedOf(stored.value), stored.value));
  useUnsavedGuard(isChanged, resetPolicy.leave);

  const read = () => graph.getTagged(source.path, source.decode);
  const keep = (now: Tagged<T>) => {
    setStored(now);
    onStored?.(now.value);
  };
  const adopt = (now: Tagged<T>) => {
    keep(now);
    setTyped(typedOf(now.value));
  };
  const explain = async (error: GraphError): Promise<Told<T>> =>
    error.status === 412 ? { at: 'conflict', theirs: await read() } : { at: 'failed', error };
  const attempt = async (): Promise<Told<T>> => {
    try {
      await graph.patch(source.path, body, stored.etag);
      adopt(await read());
      return { at: 'saved', turn: Date.now() };
    } catch (thrown) {
      return explain(asGraphError(thrown));
    }
  };

  return {
    typed,
    stored,
    told,
    isAllowed: mayConfigure(roles),
    isChanged,
    change: (part) => {
      setTyped({ ...typed, ...part });
      if (told.at !== 'conflict') setTold({ at: 'nothing' });
    },
    save: async () => {
      if (!isChanged) {
        setTold({ at: 'unchanged', turn: Date.now() });
        return;
      }
      setTold({ at: 'saving' });
      setTold(await attempt().catch((thrown: unknown): Told<T> => ({ at: 'failed', error: asGraphError(thrown) })));
    },
    discard: () => {
      setTyped(typedOf(stored.value));
      setTold({ at: 'discarded', turn: Date.now() });
    },
    adopt: (theirs) => {
      adopt(theirs);
      setTold({ at: 'nothing' });
    },
    again: async (kept) => {
      const now = await read();
      keep(now);
      setTyped((before) => kept(now.value, before));
    },
  };
}
