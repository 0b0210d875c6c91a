// One language of the mails about the synchronisation. `{}` stands for what the sentence says in fmt's order.
#pragma once

#include <string_view>

namespace tilbage::tenant {

struct SyncLanguage {
    std::string_view tag;  // RFC 5646

    std::string_view held_subject;    // number, tenant
    std::string_view held_what;       // number, people, domains
    std::string_view held_threshold;  // threshold
    std::string_view held_when;       // date, time, in UTC
    std::string_view held_who;        // names
    std::string_view held_do;

    std::string_view failed_subject;  // tenant
    std::string_view failed_what;     // domains, date, time
    std::string_view failed_words;    // what the agent says
    std::string_view failed_do;

    std::string_view silent_subject;  // tenant
    std::string_view silent_what;     // domains, date, time
    std::string_view silent_do;

    std::string_view well_subject;  // tenant
    std::string_view well_what;     // domains
};

extern const SyncLanguage kSyncDanish;
extern const SyncLanguage kSyncEnglish;

}  // namespace tilbage::tenant
