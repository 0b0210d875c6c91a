#include "tenant/mail/texts.h"

#include <fmt/format.h>
#include <string>

#include "tenant/mail/language.h"
#include "tenant/mail/mail_page.h"

namespace tilbage::tenant {
namespace {

std::string code_line(std::string_view code) {
    return fmt::format("<p style=\"font-size:32px;letter-spacing:4px;\nfont-weight:600;margin:24px 0\">\n{}\n</p>\n",
                       code);
}

struct Sentences {
    std::string subject, what, when, yours, not_yours;
};

std::string when(const Language& language, const core::ResetNotice& notice) {
    const auto [date, time] = written(notice.at);
    return fill(language.notice_when, date, time);
}

Sentences persons_sentences(const Language& language, const core::ResetNotice& notice) {
    return {.subject = fill(language.notice_subject, notice.tenant_name),
            .what = fill(language.notice_what, notice.user_name, notice.tenant_name),
            .when = when(language, notice),
            .yours = std::string(language.notice_yours),
            .not_yours = std::string(language.notice_not_you)};
}

Sentences administrators_sentences(const Language& language, const core::ResetNotice& notice) {
    return {.subject = fill(language.administrator_subject, notice.tenant_name),
            .what = fill(language.administrator_what, notice.user_name, notice.tenant_name),
            .when = when(language, notice),
            .yours = std::string(language.administrator_known),
            .not_yours = std::string(language.administrator_unknown)};
}

Sentences access_code_sentences(const Language& language, const core::AccessCodeNotice& notice) {
    const auto [date, time] = written(notice.at);
    const auto [last_date, last_time] = written(notice.until);
    return {.subject = fill(language.access_code_subject, notice.tenant_name),
            .what = fill(language.access_code_what, notice.user_name, notice.tenant_name),
            .when = fill(language.access_code_when, date, time, last_date, last_time),
            .yours = std::string(language.access_code_yours),
            .not_yours = std::string(language.access_code_not_you)};
}

core::Mail mail_of(const Sentences& said) {
    core::Mail mail;
    mail.subject = said.subject;
    mail.text = plain({said.what, said.when, said.yours, said.not_yours});
    mail.html = paragraph(said.what) + paragraph(said.when) + paragraph(said.yours) + paragraph(said.not_yours);
    return mail;
}

template <class Content, class Say>
core::Mail notice(const Content& content, Say say) {
    if (!content.locale.empty()) {
        const auto& language = language_of(content.locale);
        auto mail = mail_of(say(language, content));
        mail.html = page(language.tag, mail.html);
        return mail;
    }
    const auto danish = mail_of(say(kDanish, content));
    const auto english = mail_of(say(kEnglish, content));
    core::Mail mail;
    mail.subject = english.subject + " / " + danish.subject;
    mail.text = english.text + "\n--\n\n" + danish.text;
    mail.html = page(kEnglish.tag, english.html + "<hr>\n<div lang=\"da\">\n" + danish.html + "</div>\n");
    return mail;
}

}  // namespace

core::Mail Texts::code_mail(const core::CodeMail& content) const {
    const auto& language = language_of(content.locale);
    const auto intro = fill(language.code_intro, content.tenant_name);
    const auto lifetime = fill(language.code_lifetime, content.lifetime.count());
    core::Mail mail;
    mail.subject = fill(language.code_subject, content.tenant_name);
    mail.text = plain({intro, "    " + content.code, lifetime, std::string(language.code_not_you)});
    mail.html = page(language.tag, paragraph(intro) + code_line(content.code) + paragraph(lifetime) +
                                       paragraph(language.code_not_you));
    return mail;
}

std::string Texts::code_text(const core::CodeMail& content) const {
    return fill(language_of(content.locale).code_text, content.code, content.lifetime.count());
}

core::Mail Texts::reset_notice(const core::ResetNotice& content) const { return notice(content, persons_sentences); }

core::Mail Texts::access_code_notice(const core::AccessCodeNotice& content) const {
    return notice(content, access_code_sentences);
}

core::Mail Texts::administrator_notice(const core::ResetNotice& content) const {
    return notice(content, administrators_sentences);
}

}  // namespace tilbage::tenant
