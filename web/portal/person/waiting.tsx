import { Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useStrings } from '../strings';

const SLOW_AFTER_MS = 8_000;

/** While the directory is being waited for. */
export function Waiting({ isConnected }: { readonly isConnected: boolean }) {
  const { reset: texts } = useStrings();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const text = isSlow ? texts.slow : texts.working;
  return (
    <div role="status">
      <Spinner size="small" label={isConnected ? text : texts.reconnecting} />
    </div>
  );
}
