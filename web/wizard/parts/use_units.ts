import { useEffect, useRef, useState } from 'react';
import type { TreePart } from '../answers';
import { useWizard } from '../wizard';
import { asWizardError, type WizardError } from '../wizard_error';
import type { Parts } from './tree_rows';

interface Units {
  readonly parts: Parts;
  readonly open: ReadonlySet<string>;
  readonly loading: ReadonlySet<string>;
  readonly error: WizardError | null;
  setOpen(dn: string, isOpen: boolean): void;
  reload(): void;
}

const TOP = '';

/** A directory's tree, each part loaded when it is opened and kept. */
export function useUnits(directory: number): Units {
  const { api } = useWizard();
  const [parts, setParts] = useState<Parts>(new Map());
  const [open, setOpenUnits] = useState<ReadonlySet<string>>(new Set());
  const [loading, setLoading] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<WizardError | null>(null);
  const life = useRef<AbortController | null>(null);

  const load = async (dn: string): Promise<TreePart | null> => {
    const signal = life.current?.signal ?? new AbortController().signal;
    setLoading((before) => new Set(before).add(dn));
    try {
      const part = await api.children(directory, dn === TOP ? null : dn, signal);
      setParts((before) => new Map(before).set(dn, part));
      return part;
    } catch (thrown) {
      if (!signal.aborted) setError(asWizardError(thrown));
      return null;
    } finally {
      setLoading((before) => new Set([...before].filter((one) => one !== dn)));
    }
  };
  const setOpen = (dn: string, isOpen: boolean) => {
    setError(null);
    setOpenUnits((before) => new Set(isOpen ? [...before, dn] : [...before].filter((one) => one !== dn)));
    if (isOpen && !parts.has(dn)) void load(dn);
  };
  /** One domain alone is opened by itself: nobody wants to see only that. */
  const loadTop = async () => {
    setError(null);
    const top = await load(TOP);
    const only = top?.nodes.length === 1 ? top.nodes[0] : undefined;
    if (only?.hasChildren !== true) return;
    setOpenUnits(new Set([only.dn]));
    await load(only.dn);
  };
  useEffect(() => {
    life.current = new AbortController();
    void loadTop();
    return () => life.current?.abort();
  }, []);
  return { parts, open, loading, error, setOpen, reload: () => void loadTop() };
}
