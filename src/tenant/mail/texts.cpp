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
    std::string link = {}, link_text = {};
};

std::string when(const Language& language, const auto& notice) {
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

std::string_view name_of(const Language& language, core::MethodKind kind) {
    return language.methods.at(static_cast<std::size_t>(kind));
}

Sentences method_sentences(const Language& language, const core::MethodNotice& notice) {
    const bool added = notice.what == core::MethodNotice::What::registered;
    const auto name = name_of(language, notice.kind);
    return {
        .subject = fill(added ? language.method_added_subject : language.method_removed_subject, notice.tenant_name),
        .what = fill(added ? language.method_added_what : language.method_removed_what, name, notice.user_name,
                     notice.tenant_name),
        .when = when(language, notice),
        .yours = std::string(language.notice_yours),
        .not_yours = std::string(language.method_not_you),
        .link = notice.link,
        .link_text = std::string(language.method_link)};
}

Sentences not_me_sentences(const Language& language, const core::MethodNotice& notice) {
    return {.subject = fill(language.not_me_subject, notice.tenant_name),
            .what = fill(language.not_me_what, notice.user_name, notice.tenant_name, name_of(language, notice.kind)),
            .when = when(language, notice),
            .yours = std::string(language.not_me_done),
            .not_yours = std::string(language.not_me_do)};
}

std::string day_of(const Language& language, core::LocalTime at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    return fill(language.day, language.weekdays.at(std::chrono::weekday(day).c_encoding()),
                static_cast<unsigned>(date.day()), language.months.at(static_cast<unsigned>(date.month()) - 1),
                static_cast<int>(date.year()));
}

std::string moment_of(const Language& language, const core::ExpiryReminder& reminder) {
    const auto day = std::chrono::floor<std::chrono::days>(reminder.expires);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(reminder.expires - day).count();
    return fill(language.moment, day_of(language, reminder.expires), minutes / 60, minutes % 60, reminder.time_zone);
}

Sentences expires_sentences(const Language& language, const core::ExpiryReminder& reminder) {
    return {
        .subject = fill(language.expires_subject, reminder.tenant_name, day_of(language, reminder.expires)),
        .what = fill(language.expires_what, reminder.user_name, reminder.tenant_name, moment_of(language, reminder)),
        .when = std::string(reminder.link.empty() ? language.expires_on_computer : language.expires_change),
        .yours = std::string(language.expiry_devices),
        .not_yours = std::string(language.expiry_no_bait),
        .link = reminder.link,
        .link_text = std::string(language.expiry_link)};
}

Sentences expired_sentences(const Language& language, const core::ExpiryReminder& reminder) {
    auto said = expires_sentences(language, reminder);
    said.subject = fill(language.expired_subject, reminder.tenant_name);
    said.what = fill(language.expired_what, reminder.user_name, reminder.tenant_name, moment_of(language, reminder));
    said.when = reminder.link.empty() ? language.expired_on_computer : language.expired_change;
    return said;
}

Sentences helpers_sentences(const Language& language, const core::ResetNotice& notice) {
    return {.subject = fill(language.help_subject, notice.tenant_name),
            .what = fill(language.help_what, notice.tenant_name, notice.user_name),
            .when = when(language, notice),
            .yours = std::string(language.help_verify),
            .not_yours = std::string(language.help_how)};
}

core::Mail mail_of(const Sentences& said) {
    core::Mail mail;
    mail.subject = said.subject;
    mail.text = plain({said.what, said.when, said.yours, said.not_yours});
    mail.html = paragraph(said.what) + paragraph(said.when) + paragraph(said.yours) + paragraph(said.not_yours);
    if (said.link.empty()) return mail;
    mail.text += "\n" + said.link + "\n";
    mail.html += link(said.link, said.link_text);
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
    const auto intro = fill(content.registers ? language.code_registers : language.code_intro, content.tenant_name);
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

core::Mail Texts::method_notice(const core::MethodNotice& content) const { return notice(content, method_sentences); }

core::Mail Texts::not_me_notice(const core::MethodNotice& content) const { return notice(content, not_me_sentences); }

core::Mail Texts::help_request(const core::ResetNotice& content) const { return notice(content, helpers_sentences); }

core::Mail Texts::expiry_reminder(const core::ExpiryReminder& content) const {
    return content.expired ? notice(content, expired_sentences) : notice(content, expires_sentences);
}

core::Mail Texts::administrator_notice(const core::ResetNotice& content) const {
    return notice(content, administrators_sentences);
}

}  // namespace tilbage::tenant
