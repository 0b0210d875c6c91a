import { Field, Input, makeStyles, Textarea } from '@fluentui/react-components';
import { LANGUAGE_NAMES, LANGUAGES } from '../../../shared/language';
import type { Policy } from '../../graph/reset_policy';
import { useStrings } from '../../strings';
import { Logo } from './logo';
import { PolicyPage } from './policy_page';

const useStyles = makeStyles({ wide: { maxWidth: '640px' }, narrow: { maxWidth: '160px' } });

const pick = ({ customization: { helpdesk, accentColor, identifyText } }: Policy) => ({
  customization: { helpdesk, accentColor, identifyText },
});

/** What people see where they reset their password. */
export function Customization() {
  const styles = useStyles();
  const { customization: texts } = useStrings().resetPolicy;
  return (
    <PolicyPage entry="resetCustomization" text={texts.text} pick={pick}>
      {({ policy, stored, etag, change, again, isAllowed }) => {
        const look = policy.customization;
        const changeLook = (part: Partial<typeof look>) => change({ customization: { ...look, ...part } });
        return (
          <>
            <Field label={texts.helpdesk} hint={texts.helpdeskHint} className={styles.wide}>
              <Input
                type="text"
                autoComplete="off"
                disabled={!isAllowed}
                value={look.helpdesk}
                onChange={(_event, { value }) => changeLook({ helpdesk: value.trim() })}
              />
            </Field>
            {LANGUAGES.map((language) => (
              <Field key={language} label={texts.identify({ language: LANGUAGE_NAMES[language] })} hint={texts.identifyHint} className={styles.wide}>
                <Textarea
                  rows={3}
                  lang={language}
                  disabled={!isAllowed}
                  value={look.identifyText[language]}
                  onChange={(_event, { value }) =>
                    changeLook({ identifyText: { ...look.identifyText, [language]: value } })
                  }
                />
              </Field>
            ))}
            <Field label={texts.accent} hint={texts.accentHint}>
              <Input
                className={styles.narrow}
                type="text"
                autoComplete="off"
                disabled={!isAllowed}
                value={look.accentColor}
                onChange={(_event, { value }) => changeLook({ accentColor: value.trim() })}
              />
            </Field>
            <Logo path={stored.customization.logo} etag={etag} isAllowed={isAllowed} onSaved={again} />
          </>
        );
      }}
    </PolicyPage>
  );
}
