#include "tenant/mail/mail_page.h"

#include <fmt/format.h>

#include "base/html.h"

namespace tilbage::tenant {

std::string plain(std::initializer_list<std::string> paragraphs) {
    std::string text;
    for (const auto& paragraph : paragraphs) text += (text.empty() ? "" : "\n\n") + paragraph;
    return text + "\n";
}

std::string paragraph(std::string_view text) { return fmt::format("<p>{}</p>\n", base::escape_html(text)); }

std::string code_line(std::string_view code) {
    return fmt::format("<p style=\"font-size:32px;letter-spacing:4px;\nfont-weight:600;margin:24px 0\">\n{}\n</p>\n",
                       code);
}

std::string link(std::string_view address, std::string_view text) {
    return fmt::format("<p><a href=\"{}\">\n{}</a></p>\n", base::escape_html(address), base::escape_html(text));
}

std::string page(std::string_view tag, std::string_view body) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n</head>\n"
        "<body style=\"font:16px/1.5 'Segoe "
        "UI',system-ui,sans-serif;\nmargin:24px;max-width:34em\">\n{}</body>\n</html>\n",
        tag, body);
}

WrittenTime written(base::TimePoint at) {
    using namespace std::chrono;
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const auto minutes = duration_cast<std::chrono::minutes>(at - day).count();
    return {fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                        static_cast<unsigned>(date.day())),
            fmt::format("{:02}:{:02}", minutes / 60, minutes % 60)};
}

}  // namespace tilbage::tenant
