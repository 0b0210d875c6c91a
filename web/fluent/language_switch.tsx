import { Button } from '@fluentui/react-components';
import { GlobeRegular } from '@fluentui/react-icons';
import { LANGUAGES } from '../shared/language';
import { useLanguage } from './language';
import { useWords } from './words';

/** Named in the language that it leads to. */
export function LanguageSwitch() {
  const { language, setLanguage } = useLanguage();
  const words = useWords();
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
          {words.switchTo[other]}
        </Button>
      ))}
    </>
  );
}
