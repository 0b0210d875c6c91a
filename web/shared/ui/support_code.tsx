import { useState } from 'preact/hooks';
import { useLocalisation } from './language_context';

/** What a person reads out to the helpdesk; an administrator finds the request by it. */
export function SupportCode({ code }: { code: string }) {
  const { strings } = useLocalisation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
    } catch {
      setCopied(false); // not allowed here: the code can still be marked and read
    }
  };
  return (
    <p class="supportCode">
      <span>{strings.common.supportCode}:</span>
      <code>{code}</code>
      <button type="button" class="linkButton" onClick={copy}>
        {strings.common.copy}
      </button>
      <span role="status">{copied ? strings.common.copied : ''}</span>
    </p>
  );
}
