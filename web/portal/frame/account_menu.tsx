import { Avatar, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { fluentRef } from '../../fluent/fluent_ref';
import { useSession } from '../session/session';
import { useStrings } from '../strings';

const useStyles = makeStyles({
  place: { position: 'relative' },
  trigger: { minWidth: '44px', minHeight: '44px', padding: tokens.spacingHorizontalXS },
  card: {
    position: 'absolute',
    right: 0,
    top: '100%',
    marginTop: tokens.spacingVerticalXS,
    zIndex: 5,
    width: '300px',
    maxWidth: 'calc(100vw - 32px)',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  line: { margin: 0 },
  name: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

/** Who is signed in, with which roles, and the way out. */
export function AccountMenu() {
  const styles = useStyles();
  const strings = useStrings();
  const { me, roles, signOut } = useSession();
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (event: Event) => {
      if (!(event.target instanceof Node) || place.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
    };
  }, [isOpen]);
  return (
    <div
      className={styles.place}
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setOpen(false);
        trigger.current?.focus();
      }}
    >
      <Button
        ref={fluentRef(trigger)}
        className={styles.trigger}
        appearance="subtle"
        aria-label={strings.account.open({ name: me.displayName })}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        icon={<Avatar size={32} color="brand" aria-hidden />}
      />
      {isOpen && (
        <div className={styles.card}>
          <p className={styles.name}>{me.displayName}</p>
          <p className={styles.line}>{me.userPrincipalName}</p>
          {roles.length === 0 ? (
            <p className={styles.line}>{strings.account.noRole}</p>
          ) : (
            <>
              <p className={styles.line} id="my-roles">
                {strings.account.roles}
              </p>
              <ul className={styles.list} aria-labelledby="my-roles">
                {roles.map((role) => (
                  <li key={role}>{strings.roles[role]}</li>
                ))}
              </ul>
            </>
          )}
          <Button onClick={signOut}>{strings.account.signOut}</Button>
        </div>
      )}
    </div>
  );
}
