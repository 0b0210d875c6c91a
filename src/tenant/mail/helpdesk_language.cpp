#include "tenant/mail/helpdesk_language.h"

namespace tilbage::tenant {

const HelpdeskLanguage kHelpdeskDanish{
    .tag = "da",
    .code_subject = "Kode til din samtale med helpdesken hos {}",
    .code_what =
        "{} fra helpdesken hos {} vil sikre sig, at det er dig, der ringer. Har du selv ringet, så læs koden op i "
        "telefonen:",
    .code_read = "Sig kun koden, hvis det er dig, der har ringet til helpdesken.",
    .code_lifetime = "Koden virker i {} minutter og kun én gang.",
    .code_not_you =
        "Har du ikke ringet til helpdesken, eller er det dig, der er blevet ringet op? Så sig ikke koden til nogen: "
        "Nogen prøver måske at udgive sig for at være dig. Kontakt din it-afdeling.",
    .code_text =
        "Kode til helpdesken: {}. Læs den kun op, hvis du selv har ringet. Ellers sig den ikke til nogen. Bestilt af "
        "{}.",
    .link_subject = "Sådan nulstiller du din adgangskode hos {}",
    .link_what =
        "{} fra helpdesken hos {} har sendt dig denne mail, fordi du skal have en ny adgangskode. Du vælger den selv "
        "på siden her:",
    .link_page = "Nulstil adgangskode",
    .link_how = "Skriv dit bruger-id på siden, og bekræft, hvem du er. Helpdesken får ikke din adgangskode at se.",
    .link_not_you =
        "Har du ikke talt med helpdesken? Så skal du ikke gøre noget. Der er ikke ændret noget på din konto.",
    .link_text = "Nulstil din adgangskode her: {} Sendt af {} fra helpdesken.",
};

const HelpdeskLanguage kHelpdeskEnglish{
    .tag = "en",
    .code_subject = "Code for your call with the helpdesk at {}",
    .code_what =
        "{} at the helpdesk of {} wants to be sure that it is you who is calling. If you called them, read this code "
        "out on the telephone:",
    .code_read = "Say the code only if it was you who called the helpdesk.",
    .code_lifetime = "The code works for {} minutes, and only once.",
    .code_not_you =
        "Didn't call the helpdesk, or did somebody call you? Then tell nobody the code: somebody may be pretending to "
        "be you. Contact your IT department.",
    .code_text =
        "Code for the helpdesk: {}. Read it out only if you called them yourself. Otherwise tell nobody. Asked for by "
        "{}.",
    .link_subject = "How to reset your password at {}",
    .link_what =
        "{} at the helpdesk of {} has sent you this mail because you need a new password. You choose it yourself on "
        "this page:",
    .link_page = "Reset your password",
    .link_how = "Type your user ID there, and prove who you are. The helpdesk does not get to see your password.",
    .link_not_you = "Haven't talked to the helpdesk? Then there is nothing to do. Nothing was changed on your account.",
    .link_text = "Reset your password here: {} Sent by {} at the helpdesk.",
};

}  // namespace tilbage::tenant
