/** What is said about a password's strength; beside the other texts of the pages, so that these are loaded with it. */

import type { Language } from '../language';

/** As zxcvbn names them. */
export const WEAKNESSES = [
  'straightRow',
  'keyPattern',
  'simpleRepeat',
  'extendedRepeat',
  'sequences',
  'recentYears',
  'dates',
  'topTen',
  'topHundred',
  'common',
  'similarToCommon',
  'wordByItself',
  'namesByThemselves',
  'commonNames',
  'userInputs',
] as const;
export type Weakness = (typeof WEAKNESSES)[number];

interface StrengthWords {
  readonly label: string;
  /** From 0 to 4. */
  readonly levels: readonly [string, string, string, string, string];
  readonly weaknesses: Readonly<Record<Weakness, string>>;
  /** Where it is weak and nothing has a name. */
  readonly longer: string;
}

export const STRENGTH_WORDS: Readonly<Record<Language, StrengthWords>> = {
  en: {
    label: 'Strength',
    levels: ['Very easy to guess', 'Easy to guess', 'Could be better', 'Good', 'Very good'],
    weaknesses: {
      straightRow: 'A row of keys is guessed first.',
      keyPattern: 'A pattern on the keyboard is easy to guess.',
      simpleRepeat: 'The same character again and again adds nothing.',
      extendedRepeat: 'The same part again and again adds little.',
      sequences: 'Sequences such as abc or 123 are easy to guess.',
      recentYears: 'Years are easy to guess.',
      dates: 'Dates are easy to guess.',
      topTen: 'It is one of the ten passwords that are used most.',
      topHundred: 'It is one of the hundred passwords that are used most.',
      common: 'Many people use this password.',
      similarToCommon: 'It looks like a password that many people use.',
      wordByItself: 'One word is easy to guess.',
      namesByThemselves: 'A name is easy to guess.',
      commonNames: 'Names are easy to guess.',
      userInputs: 'Leave out your name and your organisation’s.',
    },
    longer: 'Add a word or two that don’t belong together.',
  },
  da: {
    label: 'Styrke',
    levels: ['Meget nem at gætte', 'Nem at gætte', 'Kan blive bedre', 'God', 'Rigtig god'],
    weaknesses: {
      straightRow: 'En række taster bliver gættet først.',
      keyPattern: 'Et mønster på tastaturet er nemt at gætte.',
      simpleRepeat: 'Det samme tegn igen og igen gør ingen forskel.',
      extendedRepeat: 'Den samme del igen og igen gør kun lille forskel.',
      sequences: 'Rækkefølger som abc og 123 er nemme at gætte.',
      recentYears: 'Årstal er nemme at gætte.',
      dates: 'Datoer er nemme at gætte.',
      topTen: 'Det er en af de ti mest brugte adgangskoder.',
      topHundred: 'Det er en af de hundrede mest brugte adgangskoder.',
      common: 'Mange bruger den her adgangskode.',
      similarToCommon: 'Den ligner en adgangskode, som mange bruger.',
      wordByItself: 'Et enkelt ord er nemt at gætte.',
      namesByThemselves: 'Et navn er nemt at gætte.',
      commonNames: 'Navne er nemme at gætte.',
      userInputs: 'Lad dit eget og organisationens navn være.',
    },
    longer: 'Tilføj et ord eller to, der ikke hører sammen.',
  },
};
