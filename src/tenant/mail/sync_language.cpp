#include "tenant/mail/sync_language.h"

namespace tilbage::tenant {

const SyncLanguage kSyncDanish{
    .tag = "da",
    .held_subject = "{} sletninger venter på jeres svar ({})",
    .held_what =
        "Synkroniseringen ville slette {} af {} brugere fra {}. Det er så mange, at den venter på, at I siger ja.",
    .held_threshold = "Grænsen er {} sletninger på et døgn. Nye brugere og ændringer synkroniseres stadig.",
    .held_when = "Det begyndte den {} kl. {} (UTC), og der kan være kommet flere til siden.",
    .held_who = "Det gælder blandt andre: {}",
    .held_do =
        "Er det meningen, så log på portalen, vælg Katalog og Synkronisering, og tillad sletningerne. Er det ikke "
        "meningen, "
        "så se efter, om en OU er flyttet, eller om filtreringen er ændret; når brugerne er med igen, slettes ingen.",
    .failed_subject = "Synkroniseringen fejler ({})",
    .failed_what = "Synkroniseringen af {} har fejlet siden den {} kl. {} (UTC).",
    .failed_words = "Agenten skriver: {}",
    .failed_do =
        "Log på portalen, vælg Katalog og Synkronisering, og se de seneste kørsler, eller kør \"tilbage-connect sync "
        "status\" på agentens server. I får besked, når det virker igen.",
    .silent_subject = "Synkroniseringen har ikke meldt sig ({})",
    .silent_what = "Ingen agent har meldt sig om {} siden den {} kl. {} (UTC).",
    .silent_do =
        "Ændringer i jeres katalog kommer ikke i skyen så længe. Se efter, om serveren med tilbage-connect kører og "
        "har "
        "forbindelse. I får besked, når det virker igen.",
    .well_subject = "Synkroniseringen virker igen ({})",
    .well_what = "Synkroniseringen af {} virker igen. I skal ikke gøre noget.",
};

const SyncLanguage kSyncEnglish{
    .tag = "en",
    .held_subject = "{} deletions wait for your answer ({})",
    .held_what =
        "The synchronization would delete {} of {} users from {}. That is so many that it waits until you say yes.",
    .held_threshold = "The threshold is {} deletions in 24 hours. New users and changes are still synchronized.",
    .held_when = "It began on {} at {} (UTC), and more may have followed since.",
    .held_who = "Among them: {}",
    .held_do =
        "If this is what you want, sign in to the portal, choose Directory and Synchronization, and allow the "
        "deletions. "
        "If it is not, look whether an OU was moved or the filtering was changed; once the users are back, nobody is "
        "deleted.",
    .failed_subject = "The synchronization fails ({})",
    .failed_what = "The synchronization of {} has failed since {} at {} (UTC).",
    .failed_words = "The agent says: {}",
    .failed_do =
        "Sign in to the portal, choose Directory and Synchronization, and look at the last runs, or run "
        "\"tilbage-connect "
        "sync status\" on the agent's server. You will be told when it works again.",
    .silent_subject = "The synchronization has not checked in ({})",
    .silent_what = "No agent has checked in about {} since {} at {} (UTC).",
    .silent_do =
        "Changes in your directory do not reach the cloud meanwhile. Look whether the server with tilbage-connect runs "
        "and is connected. You will be told when it works again.",
    .well_subject = "The synchronization works again ({})",
    .well_what = "The synchronization of {} works again. There is nothing to do.",
};

}  // namespace tilbage::tenant
