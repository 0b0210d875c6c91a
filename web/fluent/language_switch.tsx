import { Button } from '@fluentui/react-components';
import { GlobeRegular } from '@fluentui/react-icons';
import { LANGUAGE_NAMES, LANGUAGES } from '../shared/language';
import { useLanguage } from './language';

/** Named in the language that it leads to. */
export function LanguageSwitch() {
  const { language, setLanguage } = useLanguage();
  return (
    <>
      {LANGUAGES.filter((other) => other !== language).map((other) => (
        <Button
          key={other}
          appearance="subtle"
          icon={<GlobeRegular />}
          lang={other}
          onClick={() => setLanguage(other)}
        >
          {LANGUAGE_NAMES[other]}
        </Button>
      ))}
    </>
  );
}
