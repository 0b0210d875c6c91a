#include "connect/wizard/refusal_page.h"

#include <string_view>

#include "base/html.h"
#include "connect/agent_words.h"

namespace tilbage::connect::wizard {
namespace {

using adapters::http::Request;
using adapters::http::Response;

using languages::Message;
using languages::with;
using languages::Words;

constexpr Message<> kNoSessionTitle{"pages.no_session.title"};
constexpr Message<"command"> kNoSessionText{"pages.no_session.text"};
constexpr Message<> kSpentCodeTitle{"pages.spent_code.title"};
constexpr Message<"command"> kSpentCodeText{"pages.spent_code.text"};
constexpr Message<> kWrongHostTitle{"pages.wrong_host.title"};
constexpr Message<"address", "name", "command"> kWrongHostText{"pages.wrong_host.text"};
constexpr Message<> kSignInFailedTitle{"pages.sign_in_failed.title"};
constexpr Message<"link"> kSignInFailedText{"pages.sign_in_failed.text"};
constexpr Message<> kSignInFailedLink{"pages.sign_in_failed.link"};
constexpr Message<> kGoingOnTitle{"pages.going_on.title"};
constexpr Message<"link"> kGoingOnText{"pages.going_on.text"};
constexpr Message<> kGoingOnLink{"pages.going_on.link"};

// What stands as HTML in a sentence. It is said as a private code point, which escaping leaves as it is.
struct Inset {
    std::string_view mark;
    std::string_view before;
    std::string_view text;
    std::string_view after;
};
constexpr Inset kCommand{"\uE000", "<code>", "tilbage-connect wizard", "</code>"};
constexpr Inset kAddress{"\uE001", "<code>", "127.0.0.1", "</code>"};
constexpr Inset kName{"\uE002", "<code>", "localhost", "</code>"};
Inset link_to_wizard(std::string_view text) { return {"\uE003", "<a href=\"/\">", text, "</a>"}; }

std::string paragraph(std::string_view said, std::initializer_list<Inset> insets) {
    auto html = base::escape_html(said);
    for (const auto& inset : insets) {
        const auto in_place = std::string(inset.before) + base::escape_html(inset.text) + std::string(inset.after);
        for (auto at = html.find(inset.mark); at != std::string::npos; at = html.find(inset.mark, at + in_place.size()))
            html.replace(at, inset.mark.size(), in_place);
    }
    return html;
}

struct Content {
    std::string title;
    std::string paragraph;  // HTML
};

Content content_of(const Words& words, Refusal refusal) {
    const auto command = with<"command">(kCommand.mark);
    switch (refusal) {
        case Refusal::no_session:
            return {words.say(kNoSessionTitle), paragraph(words.say(kNoSessionText, command), {kCommand})};
        case Refusal::spent_code:
            return {words.say(kSpentCodeTitle), paragraph(words.say(kSpentCodeText, command), {kCommand})};
        case Refusal::wrong_host:
            return {words.say(kWrongHostTitle), paragraph(words.say(kWrongHostText, with<"address">(kAddress.mark),
                                                                    with<"name">(kName.mark), command),
                                                          {kAddress, kName, kCommand})};
        case Refusal::sign_in_failed:
            break;
    }
    const auto text = words.say(kSignInFailedLink);
    const auto link = link_to_wizard(text);
    return {words.say(kSignInFailedTitle), paragraph(words.say(kSignInFailedText, with<"link">(link.mark)), {link})};
}

Content going_on(const Words& words) {
    const auto text = words.say(kGoingOnLink);
    const auto link = link_to_wizard(text);
    return {words.say(kGoingOnTitle), paragraph(words.say(kGoingOnText, with<"link">(link.mark)), {link})};
}

const Words& words_for(const Request& request) {
    if (const auto forced = request.query_value("mkt")) return agent_languages().for_locale(*forced);
    return agent_languages().for_accept_language(request.header("Accept-Language"));
}

std::string document(const Words& words, const Content& content, std::string_view head) {
    std::string html = "<!doctype html>\n<html lang=\"" + words.tag();
    html += "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n";
    html += "<meta name=\"color-scheme\" content=\"light dark\">\n";
    html += head;
    html += "<title>" + base::escape_html(content.title) + " - Tilbage</title>\n</head>\n<body>\n<main>\n<h1>";
    html += base::escape_html(content.title);
    html += "</h1>\n<p>";
    html += content.paragraph;
    html += "</p>\n</main>\n</body>\n</html>\n";
    return html;
}

Response page(unsigned status, std::string html) {
    Response response;
    response.status = status;
    response.content_type = "text/html; charset=utf-8";
    response.headers.push_back({"Vary", "Accept-Language"});
    response.body = std::move(html);
    return response;
}

}  // namespace

Response refusal_page(const Request& request, Refusal refusal) {
    const auto& words = words_for(request);
    return page(403, document(words, content_of(words, refusal), {}));
}

Response going_on_page(const Request& request) {
    const auto& words = words_for(request);
    return page(200, document(words, going_on(words), "<meta http-equiv=\"refresh\" content=\"0; url=/\">\n"));
}

}  // namespace tilbage::connect::wizard
