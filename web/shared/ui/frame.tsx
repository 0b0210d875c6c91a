import type { ComponentChildren } from 'preact';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../language';
import { HelpdeskLine } from './helpdesk_line';
import { Icon } from './icon';
import { useLocalisation } from './language_context';
import { useSite } from './site_context';
import { useAccent } from './use_accent';
import markUrl from '../assets/mark.svg';

interface Props {
  readonly steps: { readonly step: number; readonly of: number } | null;
  readonly onLanguage: (language: Language) => void;
  readonly children: ComponentChildren;
}

/** What stands around every step: whose page it is, how far one has come, the language, and where to get help. */
export function Frame({ steps, onLanguage, children }: Props) {
  const { language, strings } = useLocalisation();
  const { tenantName, look } = useSite();
  useAccent(look?.accentColor ?? null);
  return (
    <div class="page">
      <main class="card">
        <div class="brand">
          {look?.logo ? (
            <img class="brandLogo" src={look.logo} alt="" />
          ) : (
            <img class="brandMark" src={markUrl} alt="" width="32" height="32" />
          )}
          <span class="brandName">{tenantName ?? strings.product}</span>
        </div>
        {steps !== null && <Steps {...steps} />}
        {children}
      </main>
      <footer class="footer">
        {LANGUAGES.filter((other) => other !== language).map((other) => (
          <button type="button" class="linkButton withIcon" lang={other} key={other} onClick={() => onLanguage(other)}>
            <Icon name="globe" />
            {LANGUAGE_NAMES[other]}
          </button>
        ))}
        <HelpdeskLine />
      </footer>
    </div>
  );
}

function Steps({ step, of }: { step: number; of: number }) {
  const { strings } = useLocalisation();
  return (
    <div class="steps">
      <div class="stepsBar" aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <span class={index < step ? 'stepsPart reached' : 'stepsPart'} key={index} />
        ))}
      </div>
      <span>{strings.common.step({ step, of })}</span>
    </div>
  );
}
