// One language of what people get while they talk to the helpdesk. `{}` stands for what the sentence says in fmt's
// order.
#pragma once

#include <string_view>

namespace tilbage::tenant {

struct HelpdeskLanguage {
    std::string_view tag;  // RFC 5646

    std::string_view code_subject;   // tenant
    std::string_view code_what;      // who asks, tenant
    std::string_view code_read;      // before the code
    std::string_view code_lifetime;  // minutes
    std::string_view code_not_you;
    std::string_view code_text;  // code, who asks: a text message

    std::string_view link_subject;  // tenant
    std::string_view link_what;     // who sends it, tenant
    std::string_view link_page;     // on the link
    std::string_view link_how;
    std::string_view link_not_you;
    std::string_view link_text;  // address, who sends it: a text message
};

extern const HelpdeskLanguage kHelpdeskDanish;
extern const HelpdeskLanguage kHelpdeskEnglish;

}  // namespace tilbage::tenant
