import { useState } from 'preact/hooks';

interface Props {
  readonly secret: string;
  readonly words: { readonly secret: string; readonly copy: string; readonly copied: string };
}

/** An authenticator app's key in groups of four, as people type it; copied without the gaps. */
export function AppSecret({ secret, words }: Props) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      setCopied(false); // not allowed here: the key can still be marked and read
    }
  };
  return (
    <p class="secret">
      <span>{words.secret}</span>
      <code>{secret.match(/.{1,4}/g)?.join(' ') ?? secret}</code>
      <button type="button" class="linkButton" onClick={copy}>
        {words.copy}
      </button>
      <span role="status">{isCopied ? words.copied : ''}</span>
    </p>
  );
}
