#include "tenant/mail/texts.h"

#include <fmt/format.h>
#include <optional>
#include <string>

#include "tenant/mail/mail_languages.h"
#include "tenant/mail/mail_page.h"
#include "tenant/mail/words.h"

namespace tilbage::tenant {
namespace {

using languages::with;
using languages::Words;

// What nearly every sentence names.
auto organization(const auto& content) { return with<"organization">(content.tenant_name); }
auto user(const auto& content) { return with<"user">(content.user_name); }

struct Link {
    std::string address, text;
};

struct Sentences {
    std::string subject, what, when, yours, not_yours;
    std::optional<Link> link = std::nullopt;
};

std::optional<Link> link_to(const std::string& address, std::string text) {
    if (address.empty()) return std::nullopt;
    return Link{address, std::move(text)};
}

std::string when(const Words& words, const auto& notice) {
    const auto [date, time] = written(notice.at);
    return words.say(kWhen, with<"date">(date), with<"time">(time));
}

Sentences persons_sentences(const Words& words, const core::ResetNotice& notice) {
    return {.subject = words.say(kResetSubject, organization(notice)),
            .what = words.say(kResetWhat, user(notice), organization(notice)),
            .when = when(words, notice),
            .yours = words.say(kYours),
            .not_yours = words.say(kResetNotYou)};
}

Sentences administrators_sentences(const Words& words, const core::ResetNotice& notice) {
    return {.subject = words.say(kAdministratorSubject, organization(notice)),
            .what = words.say(kAdministratorWhat, user(notice), organization(notice)),
            .when = when(words, notice),
            .yours = words.say(kAdministratorKnown),
            .not_yours = words.say(kAdministratorUnknown)};
}

Sentences access_code_sentences(const Words& words, const core::AccessCodeNotice& notice) {
    const auto [date, time] = written(notice.at);
    const auto [last_date, last_time] = written(notice.until);
    return {.subject = words.say(kAccessCodeSubject, organization(notice)),
            .what = words.say(kAccessCodeWhat, user(notice), organization(notice)),
            .when = words.say(kAccessCodeWhen, with<"date">(date), with<"time">(time), with<"lastDate">(last_date),
                              with<"lastTime">(last_time)),
            .yours = words.say(kAccessCodeYours),
            .not_yours = words.say(kAccessCodeNotYou)};
}

auto method(const Words& words, core::MethodKind kind) {
    return with<"method">(words.say(kMethodName, with<"kind">(core::to_string(kind))));
}

Sentences method_sentences(const Words& words, const core::MethodNotice& notice) {
    const bool added = notice.what == core::MethodNotice::What::registered;
    return {.subject = words.say(added ? kMethodAddedSubject : kMethodRemovedSubject, organization(notice)),
            .what = words.say(added ? kMethodAddedWhat : kMethodRemovedWhat, method(words, notice.kind), user(notice),
                              organization(notice)),
            .when = when(words, notice),
            .yours = words.say(kYours),
            .not_yours = words.say(kMethodNotYou),
            .link = link_to(notice.link, words.say(kMethodLink))};
}

Sentences not_me_sentences(const Words& words, const core::MethodNotice& notice) {
    return {.subject = words.say(kNotMeSubject, organization(notice)),
            .what = words.say(kNotMeWhat, user(notice), organization(notice), method(words, notice.kind)),
            .when = when(words, notice),
            .yours = words.say(kNotMeDone),
            .not_yours = words.say(kNotMeDo)};
}

auto day_of(const Words& words, core::LocalTime at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const auto weekday = words.say(kWeekdays).at(std::chrono::weekday(day).c_encoding());
    const auto month = words.say(kMonths).at(static_cast<unsigned>(date.month()) - 1);
    // As text: a number would be grouped, the year 2,026.
    return with<"day">(words.say(kDay, with<"weekday">(weekday),
                                 with<"day">(std::to_string(static_cast<unsigned>(date.day()))), with<"month">(month),
                                 with<"year">(std::to_string(static_cast<int>(date.year())))));
}

auto moment_of(const Words& words, const core::ExpiryReminder& reminder) {
    const auto day = std::chrono::floor<std::chrono::days>(reminder.expires);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(reminder.expires - day).count();
    return with<"moment">(
        words.say(kMoment, day_of(words, reminder.expires), with<"hour">(fmt::format("{:02}", minutes / 60)),
                  with<"minute">(fmt::format("{:02}", minutes % 60)), with<"timeZone">(reminder.time_zone)));
}

Sentences expires_sentences(const Words& words, const core::ExpiryReminder& reminder) {
    return {.subject = words.say(kExpiresSubject, organization(reminder), day_of(words, reminder.expires)),
            .what = words.say(kExpiresWhat, user(reminder), organization(reminder), moment_of(words, reminder)),
            .when = words.say(reminder.link.empty() ? kExpiresOnComputer : kExpiresChange),
            .yours = words.say(kExpiryDevices),
            .not_yours = words.say(kExpiryNoBait),
            .link = link_to(reminder.link, words.say(kExpiryLink))};
}

Sentences expired_sentences(const Words& words, const core::ExpiryReminder& reminder) {
    auto said = expires_sentences(words, reminder);
    said.subject = words.say(kExpiredSubject, organization(reminder));
    said.what = words.say(kExpiredWhat, user(reminder), organization(reminder), moment_of(words, reminder));
    said.when = words.say(reminder.link.empty() ? kExpiredOnComputer : kExpiredChange);
    return said;
}

Sentences helpers_sentences(const Words& words, const core::ResetNotice& notice) {
    return {.subject = words.say(kHelpSubject, organization(notice)),
            .what = words.say(kHelpWhat, organization(notice), user(notice)),
            .when = when(words, notice),
            .yours = words.say(kHelpVerify),
            .not_yours = words.say(kHelpHow)};
}

core::Mail mail_of(const Sentences& said) {
    core::Mail mail;
    mail.subject = said.subject;
    mail.text = plain({said.what, said.when, said.yours, said.not_yours});
    mail.html = paragraph(said.what) + paragraph(said.when) + paragraph(said.yours) + paragraph(said.not_yours);
    if (!said.link) return mail;
    mail.text += "\n" + said.link->address + "\n";
    mail.html += link(said.link->address, said.link->text);
    return mail;
}

template <class Content>
core::Mail notice(const languages::Languages& all, const Content& content,
                  Sentences (*sentences)(const Words&, const Content&)) {
    const auto say = [&](const Words& words) { return mail_of(sentences(words, content)); };
    if (content.locale.empty()) return mail_in_every_language(all, say);
    return mail_in(all.for_locale(content.locale), say);
}

}  // namespace

core::Mail Texts::code_mail(const core::CodeMail& content) const {
    return mail_in(all_.for_locale(content.locale), [&](const Words& words) {
        const auto intro = words.say(content.registers ? kCodeRegisters : kCodeIntro, organization(content));
        const auto lifetime = words.say(kCodeLifetime, with<"minutes">(content.lifetime.count()));
        const auto not_you = words.say(kCodeNotYou);
        core::Mail mail;
        mail.subject = words.say(kCodeSubject, organization(content));
        mail.text = plain({intro, "    " + content.code, lifetime, not_you});
        mail.html = paragraph(intro) + code_line(content.code) + paragraph(lifetime) + paragraph(not_you);
        return mail;
    });
}

std::string Texts::code_text(const core::CodeMail& content) const {
    return all_.for_locale(content.locale)
        .say(kCodeText, with<"code">(content.code), with<"minutes">(content.lifetime.count()));
}

core::Mail Texts::reset_notice(const core::ResetNotice& content) const {
    return notice(all_, content, persons_sentences);
}

core::Mail Texts::access_code_notice(const core::AccessCodeNotice& content) const {
    return notice(all_, content, access_code_sentences);
}

core::Mail Texts::method_notice(const core::MethodNotice& content) const {
    return notice(all_, content, method_sentences);
}

core::Mail Texts::not_me_notice(const core::MethodNotice& content) const {
    return notice(all_, content, not_me_sentences);
}

core::Mail Texts::help_request(const core::ResetNotice& content) const {
    return notice(all_, content, helpers_sentences);
}

core::Mail Texts::expiry_reminder(const core::ExpiryReminder& content) const {
    return notice(all_, content, content.expired ? expired_sentences : expires_sentences);
}

core::Mail Texts::administrator_notice(const core::ResetNotice& content) const {
    return notice(all_, content, administrators_sentences);
}

}  // namespace tilbage::tenant
