#include "tenant/mail/sync_texts.h"

#include <fmt/ranges.h>
#include <vector>

#include "tenant/mail/mail_page.h"
#include "tenant/mail/sync_language.h"

namespace tilbage::tenant {
namespace {

struct Words {
    std::string subject;
    std::vector<std::string> paragraphs;
};

std::string text_of(const Words& words) { return fmt::format("{}\n", fmt::join(words.paragraphs, "\n\n")); }

std::string html_of(const Words& words) {
    std::string html;
    for (const auto& text : words.paragraphs) html += paragraph(text);
    return html;
}

// Both languages, one below the other.
template <class Say>
core::Mail in_both(Say&& say) {
    const Words english = say(kSyncEnglish);
    const Words danish = say(kSyncDanish);
    core::Mail mail;
    mail.subject = english.subject + " / " + danish.subject;
    mail.text = text_of(english) + "\n--\n\n" + text_of(danish);
    mail.html = page(kSyncEnglish.tag, html_of(english) + "<hr>\n<div lang=\"da\">\n" + html_of(danish) + "</div>\n");
    return mail;
}

}  // namespace

core::Mail SyncTexts::removals_held(const core::RemovalsHeldMail& content) const {
    return in_both([&](const SyncLanguage& language) {
        const auto& held = content.held;
        const auto [date, time] = written(held.since);
        Words words;
        words.subject = fill(language.held_subject, held.count, content.tenant_name);
        words.paragraphs = {fill(language.held_what, held.count, held.people, content.domains),
                            fill(language.held_threshold, held.threshold), fill(language.held_when, date, time)};
        if (!held.sample.empty())
            words.paragraphs.push_back(fill(language.held_who, fmt::format("{}", fmt::join(held.sample, ", "))));
        words.paragraphs.emplace_back(language.held_do);
        return words;
    });
}

core::Mail SyncTexts::sync_trouble(const core::SyncTroubleMail& content) const {
    return in_both([&](const SyncLanguage& language) {
        const auto [date, time] = written(content.since);
        if (content.silent) {
            return Words{fill(language.silent_subject, content.tenant_name),
                         {fill(language.silent_what, content.domains, date, time), std::string(language.silent_do)}};
        }
        Words words{fill(language.failed_subject, content.tenant_name),
                    {fill(language.failed_what, content.domains, date, time)}};
        const auto& said = content.problem.message.empty() ? content.problem.code : content.problem.message;
        if (!said.empty()) words.paragraphs.push_back(fill(language.failed_words, said));
        words.paragraphs.emplace_back(language.failed_do);
        return words;
    });
}

core::Mail SyncTexts::sync_well_again(const core::SyncWellAgainMail& content) const {
    return in_both([&](const SyncLanguage& language) {
        return Words{fill(language.well_subject, content.tenant_name), {fill(language.well_what, content.domains)}};
    });
}

}  // namespace tilbage::tenant
