#include "tenant/mail/helpdesk_texts.h"

#include "tenant/mail/helpdesk_words.h"
#include "tenant/mail/mail_languages.h"
#include "tenant/mail/mail_page.h"

namespace tilbage::tenant {
namespace {

using languages::with;
using languages::Words;

// As much of a name as leaves a text message in one part; never half a character. Digits would look like the code.
std::string shortened(const std::string& name) {
    constexpr std::size_t kMost = 24;  // bytes
    std::string text;
    for (const char c : name) text += c >= '0' && c <= '9' ? '-' : c;
    if (text.size() <= kMost) return text;
    auto end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

auto organization(const auto& content) { return with<"organization">(content.tenant_name); }
auto asked_by(const auto& content) { return with<"askedBy">(content.asked_by); }

}  // namespace

core::Mail HelpdeskTexts::caller_code_mail(const core::CallerCodeContent& content) const {
    return mail_in(all_.for_locale(content.locale), [&](const Words& words) {
        const auto what = words.say(kCallerCodeWhat, asked_by(content), organization(content));
        const auto read = words.say(kCallerCodeRead);
        const auto lifetime = words.say(kCallerCodeLifetime, with<"minutes">(content.lifetime.count()));
        const auto not_you = words.say(kCallerCodeNotYou);
        core::Mail mail;
        mail.subject = words.say(kCallerCodeSubject, organization(content));
        mail.text = plain({what, "    " + content.code, read, lifetime, not_you});
        mail.html =
            paragraph(what) + code_line(content.code) + paragraph(read) + paragraph(lifetime) + paragraph(not_you);
        return mail;
    });
}

std::string HelpdeskTexts::caller_code_text(const core::CallerCodeContent& content) const {
    return all_.for_locale(content.locale)
        .say(kCallerCodeText, with<"code">(content.code), with<"askedBy">(shortened(content.asked_by)));
}

core::Mail HelpdeskTexts::reset_link_mail(const core::ResetLinkContent& content) const {
    return mail_in(all_.for_locale(content.locale), [&](const Words& words) {
        const auto what = words.say(kResetLinkWhat, asked_by(content), organization(content));
        const auto how = words.say(kResetLinkHow);
        const auto not_you = words.say(kResetLinkNotYou);
        core::Mail mail;
        mail.subject = words.say(kResetLinkSubject, organization(content));
        mail.text = plain({what, content.link, how, not_you});
        mail.html =
            paragraph(what) + link(content.link, words.say(kResetLinkPage)) + paragraph(how) + paragraph(not_you);
        return mail;
    });
}

std::string HelpdeskTexts::reset_link_text(const core::ResetLinkContent& content) const {
    return all_.for_locale(content.locale)
        .say(kResetLinkText, with<"link">(content.link), with<"askedBy">(shortened(content.asked_by)));
}

}  // namespace tilbage::tenant
