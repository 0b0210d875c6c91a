import { useEffect, useRef } from 'preact/hooks';

/** A signal that ends when the form is left, or the next attempt begins: a browser asks for one passkey at a time. */
export function useCeremony(): () => AbortSignal {
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  return () => {
    current.current?.abort();
    current.current = new AbortController();
    return current.current.signal;
  };
}
