#include "tenant/mail/sync_texts.h"

#include <fmt/ranges.h>
#include <vector>

#include "tenant/mail/mail_languages.h"
#include "tenant/mail/mail_page.h"
#include "tenant/mail/sync_words.h"

namespace tilbage::tenant {
namespace {

using languages::with;
using languages::Words;

core::Mail mail_of(std::string subject, const std::vector<std::string>& paragraphs) {
    core::Mail mail;
    mail.subject = std::move(subject);
    mail.text = fmt::format("{}\n", fmt::join(paragraphs, "\n\n"));
    for (const auto& text : paragraphs) mail.html += paragraph(text);
    return mail;
}

auto organization(const auto& content) { return with<"organization">(content.tenant_name); }
auto domains(const auto& content) { return with<"domains">(content.domains); }

}  // namespace

core::Mail SyncTexts::removals_held(const core::RemovalsHeldMail& content) const {
    return mail_in_every_language(all_, [&](const Words& words) {
        const auto& held = content.held;
        const auto [date, time] = written(held.since);
        std::vector<std::string> paragraphs = {
            words.say(kSyncHeldWhat, with<"count">(held.count), with<"people">(held.people), domains(content)),
            words.say(kSyncHeldThreshold, with<"threshold">(held.threshold)),
            words.say(kSyncHeldWhen, with<"date">(date), with<"time">(time))};
        if (!held.sample.empty()) {
            const auto names = fmt::format("{}", fmt::join(held.sample, ", "));
            paragraphs.push_back(words.say(kSyncHeldWho, with<"names">(names)));
        }
        paragraphs.push_back(words.say(kSyncHeldDo));
        return mail_of(words.say(kSyncHeldSubject, with<"count">(held.count), organization(content)), paragraphs);
    });
}

core::Mail SyncTexts::sync_trouble(const core::SyncTroubleMail& content) const {
    return mail_in_every_language(all_, [&](const Words& words) {
        const auto [date, time] = written(content.since);
        if (content.silent) {
            return mail_of(words.say(kSyncSilentSubject, organization(content)),
                           {words.say(kSyncSilentWhat, domains(content), with<"date">(date), with<"time">(time)),
                            words.say(kSyncSilentDo)});
        }
        std::vector<std::string> paragraphs = {
            words.say(kSyncFailedWhat, domains(content), with<"date">(date), with<"time">(time))};
        const auto& said = content.problem.message.empty() ? content.problem.code : content.problem.message;
        if (!said.empty()) paragraphs.push_back(words.say(kSyncFailedWords, with<"message">(said)));
        paragraphs.push_back(words.say(kSyncFailedDo));
        return mail_of(words.say(kSyncFailedSubject, organization(content)), paragraphs);
    });
}

core::Mail SyncTexts::sync_well_again(const core::SyncWellAgainMail& content) const {
    return mail_in_every_language(all_, [&](const Words& words) {
        return mail_of(words.say(kSyncWellSubject, organization(content)),
                       {words.say(kSyncWellWhat, domains(content))});
    });
}

}  // namespace tilbage::tenant
