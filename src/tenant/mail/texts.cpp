#include "tenant/mail/texts.h"

#include <fmt/format.h>
#include <initializer_list>
#include <string>

#include "tenant/mail/language.h"

namespace tilbage::tenant {
namespace {

std::string escape_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

template <class... Args>
std::string fill(std::string_view sentence, const Args&... args) {
    return fmt::format(fmt::runtime(sentence), args...);
}

std::string plain(std::initializer_list<std::string> paragraphs) {
    std::string text;
    for (const auto& paragraph : paragraphs) text += (text.empty() ? "" : "\n\n") + paragraph;
    return text + "\n";
}

std::string paragraph(std::string_view text) { return fmt::format("<p>{}</p>\n", escape_html(text)); }

// No picture, no link, nothing from elsewhere; colours by name, since six digits in a row are the code's privilege.
std::string page(std::string_view tag, std::string_view body) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n</head>\n"
        "<body style=\"font:16px/1.5 'Segoe "
        "UI',system-ui,sans-serif;\nmargin:24px;max-width:34em\">\n{}</body>\n</html>\n",
        tag, body);
}

std::string code_line(std::string_view code) {
    return fmt::format("<p style=\"font-size:32px;letter-spacing:4px;\nfont-weight:600;margin:24px 0\">\n{}\n</p>\n",
                       code);
}

struct Sentences {
    std::string what, when, yours, not_you;
};

Sentences notice_sentences(const Language& language, const core::ResetNotice& notice) {
    using namespace std::chrono;
    const auto day = floor<days>(notice.at);
    const year_month_day date(day);
    const auto minutes = duration_cast<std::chrono::minutes>(notice.at - day).count();
    const auto written_date = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                          static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    const auto written_time = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
    return {fill(language.notice_what, notice.user_name, notice.tenant_name),
            fill(language.notice_when, written_date, written_time), std::string(language.notice_yours),
            std::string(language.notice_not_you)};
}

core::Mail notice_in(const Language& language, const core::ResetNotice& notice) {
    const auto said = notice_sentences(language, notice);
    core::Mail mail;
    mail.subject = fill(language.notice_subject, notice.tenant_name);
    mail.text = plain({said.what, said.when, said.yours, said.not_you});
    mail.html = paragraph(said.what) + paragraph(said.when) + paragraph(said.yours) + paragraph(said.not_you);
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

core::Mail Texts::reset_notice(const core::ResetNotice& content) const {
    if (!content.locale.empty()) {
        const auto& language = language_of(content.locale);
        auto mail = notice_in(language, content);
        mail.html = page(language.tag, mail.html);
        return mail;
    }
    const auto danish = notice_in(kDanish, content);
    const auto english = notice_in(kEnglish, content);
    core::Mail mail;
    mail.subject = english.subject + " / " + danish.subject;
    mail.text = english.text + "\n--\n\n" + danish.text;
    mail.html = page(kEnglish.tag, english.html + "<hr>\n<div lang=\"da\">\n" + danish.html + "</div>\n");
    return mail;
}

}  // namespace tilbage::tenant
