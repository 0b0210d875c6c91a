// One language of our mails: every sentence of it, and nothing else. `{}` stands for what the sentence says in fmt's
// order.
#pragma once

#include <array>
#include <string_view>

namespace tilbage::tenant {

struct Language {
    std::string_view tag;  // RFC 5646

    std::string_view code_subject;    // tenant
    std::string_view code_intro;      // tenant
    std::string_view code_registers;  // tenant: instead of code_intro, of a new address
    std::string_view code_lifetime;   // minutes
    std::string_view code_not_you;
    std::string_view code_text;  // code, minutes: a text message

    std::string_view notice_subject;  // tenant
    std::string_view notice_what;     // user name, tenant
    std::string_view notice_when;     // date, time, in UTC
    std::string_view notice_yours;
    std::string_view notice_not_you;

    std::string_view access_code_subject;  // tenant
    std::string_view access_code_what;     // user name, tenant
    std::string_view access_code_when;     // date, time; until: date, time; in UTC
    std::string_view access_code_yours;
    std::string_view access_code_not_you;

    std::array<std::string_view, 7> methods;  // of every MethodKind, as they stand in a sentence
    std::string_view method_added_subject;    // tenant
    std::string_view method_added_what;       // method, user name, tenant
    std::string_view method_removed_subject;  // tenant
    std::string_view method_removed_what;     // method, user name, tenant
    std::string_view method_not_you;          // before the link
    std::string_view method_link;             // on the link

    std::string_view not_me_subject;  // tenant
    std::string_view not_me_what;     // user name, tenant, method
    std::string_view not_me_done;
    std::string_view not_me_do;

    std::string_view administrator_subject;  // tenant
    std::string_view administrator_what;     // user name, tenant
    std::string_view administrator_known;
    std::string_view administrator_unknown;

    std::array<std::string_view, 7> weekdays;  // Sunday first
    std::array<std::string_view, 12> months;
    std::string_view day;     // weekday, day, month, year
    std::string_view moment;  // day, hour, minute, time zone

    std::string_view expires_subject;      // tenant, day
    std::string_view expires_what;         // user name, tenant, moment
    std::string_view expires_change;       // before the link
    std::string_view expires_on_computer;  // instead, where there is no link
    std::string_view expired_subject;      // tenant
    std::string_view expired_what;         // user name, tenant, moment
    std::string_view expired_change;
    std::string_view expired_on_computer;
    std::string_view expiry_devices;
    std::string_view expiry_no_bait;
    std::string_view expiry_link;  // on the link

    std::string_view help_subject;  // tenant
    std::string_view help_what;     // tenant, user name
    std::string_view help_verify;
    std::string_view help_how;
};

extern const Language kDanish;
extern const Language kEnglish;

// By the primary subtag of a BCP 47 tag; English for everything else.
[[nodiscard]] const Language& language_of(std::string_view locale);

}  // namespace tilbage::tenant
