#include "tenant/mail/helpdesk_texts.h"

#include "tenant/mail/helpdesk_language.h"
#include "tenant/mail/language.h"
#include "tenant/mail/mail_page.h"

namespace tilbage::tenant {
namespace {

// Which languages there are, and what falls back to which, is said once.
const HelpdeskLanguage& words_of(const std::string& locale) {
    return &language_of(locale) == &kDanish ? kHelpdeskDanish : kHelpdeskEnglish;
}

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

std::string code_line(std::string_view code) {
    return fmt::format("<p style=\"font-size:32px;letter-spacing:4px;\nfont-weight:600;margin:24px 0\">\n{}\n</p>\n",
                       code);
}

}  // namespace

core::Mail HelpdeskTexts::caller_code_mail(const core::CallerCodeContent& content) const {
    const auto& words = words_of(content.locale);
    const auto what = fill(words.code_what, content.asked_by, content.tenant_name);
    const auto lifetime = fill(words.code_lifetime, content.lifetime.count());
    core::Mail mail;
    mail.subject = fill(words.code_subject, content.tenant_name);
    mail.text =
        plain({what, "    " + content.code, std::string(words.code_read), lifetime, std::string(words.code_not_you)});
    mail.html = page(words.tag, paragraph(what) + code_line(content.code) + paragraph(words.code_read) +
                                    paragraph(lifetime) + paragraph(words.code_not_you));
    return mail;
}

std::string HelpdeskTexts::caller_code_text(const core::CallerCodeContent& content) const {
    return fill(words_of(content.locale).code_text, content.code, shortened(content.asked_by));
}

core::Mail HelpdeskTexts::reset_link_mail(const core::ResetLinkContent& content) const {
    const auto& words = words_of(content.locale);
    const auto what = fill(words.link_what, content.asked_by, content.tenant_name);
    core::Mail mail;
    mail.subject = fill(words.link_subject, content.tenant_name);
    mail.text = plain({what, content.link, std::string(words.link_how), std::string(words.link_not_you)});
    mail.html = page(words.tag, paragraph(what) + link(content.link, words.link_page) + paragraph(words.link_how) +
                                    paragraph(words.link_not_you));
    return mail;
}

std::string HelpdeskTexts::reset_link_text(const core::ResetLinkContent& content) const {
    return fill(words_of(content.locale).link_text, content.link, shortened(content.asked_by));
}

}  // namespace tilbage::tenant
