#include "tenant/mail/language.h"

#include <string>

namespace tilbage::tenant {

const Language kDanish{
    .tag = "da",
    .code_subject = "Din bekræftelseskode til {}",
    .code_intro = "Her er koden, så du kan få adgang til din konto hos {} igen:",
    .code_registers = "Her er koden, der viser, at adressen er din, så den kan bruges hos {}:",
    .code_lifetime = "Koden virker i {} minutter og kun én gang.",
    .code_not_you =
        "Har du ikke bedt om en kode? Så kan du se bort fra denne mail. Giv aldrig koden til andre, heller ikke til "
        "nogen, der siger, de ringer fra it-afdelingen.",
    .code_text = "Din kode er {}. Den virker i {} minutter. Giv den ikke til nogen.",
    .notice_subject = "Din adgangskode hos {} er nulstillet",
    .notice_what = "Adgangskoden til {} hos {} er lige blevet nulstillet.",
    .notice_when = "Det skete den {} kl. {} (UTC).",
    .notice_yours = "Var det dig, skal du ikke gøre noget.",
    .notice_not_you =
        "Var det ikke dig? Så kontakt straks din it-afdeling. Nogen kan have fået adgang til den mailkonto, som koden "
        "blev sendt til.",
    .access_code_subject = "Helpdesken hos {} har udstedt en midlertidig kode til dig",
    .access_code_what =
        "Helpdesken har lige udstedt en midlertidig kode til {} hos {}. Med den kan man bekræfte, hvem man er, "
        "når adgangskoden skal nulstilles. Den står ikke i denne mail.",
    .access_code_when = "Det skete den {} kl. {} (UTC). Koden virker én gang, senest den {} kl. {} (UTC).",
    .access_code_yours = "Har du selv bedt helpdesken om den, skal du ikke gøre noget. Giv den ikke til andre.",
    .access_code_not_you =
        "Har du ikke bedt om den? Så kontakt straks din it-afdeling. Nogen kan have udgivet sig for at være dig.",
    .methods = {"en mailadresse", "en mobiltelefon", "en godkendelsesapp", "en adgangsnøgle",
                "svar på sikkerhedsspørgsmål", "et ark med genoprettelseskoder", "en midlertidig kode"},
    .method_added_subject = "Der er registreret en ny metode til din konto hos {}",
    .method_added_what =
        "Der er lige registreret {} til {} hos {}. Med den kan man bekræfte, hvem man er, når adgangskoden skal "
        "nulstilles.",
    .method_removed_subject = "Der er fjernet en metode fra din konto hos {}",
    .method_removed_what =
        "Der er lige fjernet {} fra {} hos {}. Den kan ikke længere bruges til at nulstille adgangskoden.",
    .method_not_you =
        "Var det ikke dig? Så brug linket her. Det spærrer en ny metode, logger kontosiden af alle steder og giver "
        "administratorerne besked. Linket virker én gang.",
    .method_link = "Det var ikke mig",
    .not_me_subject = "Nogen hos {} melder, at en ændring ikke var deres egen",
    .not_me_what = "Fra en mail til {} hos {} er det lige meldt, at en ændring ikke var personens egen. Det gælder {}.",
    .not_me_done = "En ny metode er spærret, og personen er logget af kontosiden og nulstillingssiden alle steder.",
    .not_me_do =
        "Den, der lavede ændringen, har været logget på med personens adgangskode. Få fat i personen, nulstil "
        "adgangskoden, "
        "og se i overvågningsloggen, hvad der ellers er sket.",
    .administrator_subject = "En administrators adgangskode hos {} er nulstillet",
    .administrator_what = "Adgangskoden til {}, som er administrator hos {}, er lige blevet nulstillet.",
    .administrator_known = "Kender I til det, skal I ikke gøre noget.",
    .administrator_unknown =
        "Kender ingen af jer til det? Så spærr kontoen, og se i overvågningsloggen, hvordan det gik til.",
    .weekdays = {"søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"},
    .months = {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
               "november", "december"},
    .day = "{} den {}. {} {}",
    .moment = "{} kl. {:02}.{:02} ({})",
    .expires_subject = "Din adgangskode hos {} udløber {}",
    .expires_what = "Adgangskoden til {} hos {} udløber {}.",
    .expires_change = "Skift den inden da på kontosiden. Du skal bruge din nuværende adgangskode.",
    .expires_on_computer =
        "Skift den inden da på din arbejdscomputer, mens den er på arbejdspladsens netværk: Tryk på Ctrl+Alt+Del, og "
        "vælg Skift en adgangskode.",
    .expired_subject = "Din adgangskode hos {} er udløbet",
    .expired_what = "Adgangskoden til {} hos {} udløb {}.",
    .expired_change = "Log på kontosiden med den gamle adgangskode. Så bliver du bedt om at vælge en ny.",
    .expired_on_computer =
        "Log på din arbejdscomputer med den gamle adgangskode, mens den er på arbejdspladsens netværk. Så bliver du "
        "bedt om at vælge en ny.",
    .expiry_devices = "Husk derefter at skrive den nye adgangskode på telefonen og andre steder, der husker den.",
    .expiry_no_bait =
        "Vi beder aldrig om din adgangskode i en mail. Er du i tvivl om et link, så skriv selv adressen i browseren.",
    .expiry_link = "Åbn kontosiden",
    .help_subject = "Nogen hos {} beder om hjælp med sin adgangskode",
    .help_what =
        "På siden, hvor man nulstiller sin adgangskode hos {}, har nogen skrevet brugernavnet {} og bedt om at blive "
        "kontaktet.",
    .help_verify =
        "Ring tilbage på et nummer, I kender, eller mød personen, og vær sikker på, hvem det er, før I nulstiller "
        "noget. Siden kan ikke vide, hvem der skrev navnet.",
    .help_how = "I portalen kan I se, hvorfor personen ikke kan komme videre, og udstede en midlertidig kode.",
};

const Language kEnglish{
    .tag = "en",
    .code_subject = "Your verification code for {}",
    .code_intro = "Here is the code that gets you back into your account at {}:",
    .code_registers = "Here is the code that shows that this address is yours, so that you can use it at {}:",
    .code_lifetime = "The code works for {} minutes, and only once.",
    .code_not_you =
        "Didn't ask for a code? Then you can ignore this mail. Never give the code to anyone, not even to somebody who "
        "says they are calling from IT.",
    .code_text = "Your code is {}. It works for {} minutes. Give it to nobody.",
    .notice_subject = "Your password at {} has been reset",
    .notice_what = "The password of {} at {} has just been reset.",
    .notice_when = "This happened on {} at {} (UTC).",
    .notice_yours = "If this was you, there is nothing to do.",
    .notice_not_you =
        "If it wasn't you, contact your IT department at once. Somebody may have access to the mailbox that the code "
        "was sent to.",
    .access_code_subject = "The helpdesk at {} has issued a temporary access code for you",
    .access_code_what =
        "The helpdesk has just issued a temporary access code for {} at {}. It proves who somebody is when the "
        "password is reset. It is not in this mail.",
    .access_code_when = "This happened on {} at {} (UTC). The code works once, until {} at {} (UTC) at the latest.",
    .access_code_yours = "If you asked the helpdesk for it, there is nothing to do. Give it to nobody.",
    .access_code_not_you = "If you didn't, contact your IT department at once. Somebody may have pretended to be you.",
    .methods = {"an email address", "a mobile phone", "an authenticator app", "a passkey",
                "answers to security questions", "a sheet of recovery codes", "a temporary access code"},
    .method_added_subject = "A new method was registered for your account at {}",
    .method_added_what =
        "The following has just been registered for {1} at {2}: {0}. It proves who somebody is when the password is "
        "reset.",
    .method_removed_subject = "A method was removed from your account at {}",
    .method_removed_what =
        "The following has just been removed for {1} at {2}: {0}. The password cannot be reset with it any more.",
    .method_not_you =
        "If it wasn't you, use this link. It blocks a new method, signs the account page out everywhere and tells the "
        "administrators. The link works once.",
    .method_link = "This was not me",
    .not_me_subject = "Somebody at {} says that a change was not theirs",
    .not_me_what =
        "From a mail to {} at {} it has just been reported that a change was not the person's own. It is about {}.",
    .not_me_done =
        "A new method is blocked, and the person is signed out of the account page and the reset page everywhere.",
    .not_me_do =
        "Whoever made the change had signed in with the person's password. Reach the person, reset the password, and "
        "see "
        "in the audit log what else has happened.",
    .administrator_subject = "The password of an administrator at {} has been reset",
    .administrator_what = "The password of {}, an administrator at {}, has just been reset.",
    .administrator_known = "If one of you knows about it, there is nothing to do.",
    .administrator_unknown = "If none of you does, block the account, and see in the audit log how it came about.",
    .weekdays = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    .months = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
               "November", "December"},
    .day = "{} {} {} {}",
    .moment = "{} at {:02}:{:02} ({})",
    .expires_subject = "Your password at {} expires on {}",
    .expires_what = "The password of {} at {} expires on {}.",
    .expires_change = "Change it before then on your account page. You need your current password.",
    .expires_on_computer =
        "Change it before then on your work computer, while it is on the organisation's network: press Ctrl+Alt+Del "
        "and "
        "choose Change a password.",
    .expired_subject = "Your password at {} has expired",
    .expired_what = "The password of {} at {} expired on {}.",
    .expired_change = "Sign in on your account page with the old password. It then asks you to choose a new one.",
    .expired_on_computer =
        "Sign in on your work computer with the old password, while it is on the organisation's network. It then asks "
        "you to choose a new one.",
    .expiry_devices = "Then type the new password on your phone and wherever else it is remembered.",
    .expiry_no_bait =
        "We never ask for your password in a mail. If you doubt a link, type the address in your browser yourself.",
    .expiry_link = "Open the account page",
    .help_subject = "Somebody at {} asks for help with a password",
    .help_what =
        "On the page where people reset their password at {}, somebody typed the user name {} and asked to be "
        "contacted.",
    .help_verify =
        "Call back on a number that you know, or meet them, and be sure who it is before you reset anything. The page "
        "cannot know who typed the name.",
    .help_how = "In the portal you can see why they get no further, and issue a temporary access code.",
};

const Language& language_of(std::string_view locale) {
    const auto primary = locale.substr(0, locale.find_first_of("-_"));
    const bool danish = primary == "da" || primary == "DA" || primary == "Da";
    return danish ? kDanish : kEnglish;
}

}  // namespace tilbage::tenant
