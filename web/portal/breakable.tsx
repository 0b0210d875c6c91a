import { Fragment } from 'react';

/** A long name without spaces, that may be broken behind a comma, an @ or a colon: a DN, a user name, an address. */
export function Breakable({ text }: { readonly text: string }) {
  return text.split(/(?<=[,@:])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
