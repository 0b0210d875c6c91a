#include "connect/wizard/refusal_page.h"

#include <array>
#include <string_view>

namespace tilbage::connect::wizard {
namespace {

using adapters::http::Request;
using adapters::http::Response;

struct Words {
    std::string_view title;
    std::string_view text;
};
struct Translated {
    Words english;
    Words danish;
};

// By Refusal.
constexpr std::array<Translated, 4> kWords = {{
    {{"Open the wizard with a one-time address",
      "This browser has not been let in. Run <code>tilbage-connect wizard</code> on the machine where the agent is "
      "installed, and open the address that it prints. A wizard that is already running prints a new address."},
     {"Åbn guiden med en engangsadresse",
      "Denne browser har ikke fået adgang. Kør <code>tilbage-connect wizard</code> på den maskine, hvor agenten er "
      "installeret, og åbn adressen, som den skriver. En guide, der allerede kører, skriver en ny adresse."}},
    {{"This address has been used",
      "Each address lets one browser in, once, and within 30 minutes. Run <code>tilbage-connect wizard</code> again to "
      "get a new one; nothing you have entered is lost."},
     {"Adressen er allerede brugt",
      "Hver adresse lukker én browser ind, én gang og inden for 30 minutter. Kør <code>tilbage-connect wizard</code> "
      "igen for at få en ny; intet af det, du har indtastet, går tabt."}},
    {{"The wizard cannot be reached by this name",
      "Open it as <code>127.0.0.1</code> or <code>localhost</code>, with the address that "
      "<code>tilbage-connect wizard</code> prints; from another machine, through an SSH tunnel."},
     {"Guiden kan ikke åbnes med dette navn",
      "Åbn den som <code>127.0.0.1</code> eller <code>localhost</code> med adressen, som "
      "<code>tilbage-connect wizard</code> skriver; fra en anden maskine gennem en SSH-tunnel."}},
    {{"The sign-in could not be completed",
      "It was started from somewhere else, has been used, or took too long. <a href=\"/\">Go back to the wizard</a> "
      "and "
      "sign in again."},
     {"Pålogningen kunne ikke fuldføres",
      "Den er startet et andet sted, er allerede brugt eller har taget for lang tid. <a href=\"/\">Gå tilbage til "
      "guiden</a>, og log på igen."}},
}};

constexpr Translated kGoingOn = {
    {"You are signed in", "The wizard goes on by itself. If it does not: <a href=\"/\">continue</a>."},
    {"Et øjeblik", "Guiden fortsætter af sig selv. Hvis ikke: <a href=\"/\">fortsæt</a>."}};

// The first language of the list that we have; people list what they like best first.
bool wants_danish(const Request& request) {
    if (const auto forced = request.query_value("mkt")) return forced->starts_with("da");
    std::string_view list = request.header("Accept-Language");
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        auto one = list.substr(0, end);
        while (one.starts_with(' ')) one.remove_prefix(1);
        if (one.starts_with("da")) return true;
        if (one.starts_with("en")) return false;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

std::string document(bool danish, const Words& words, std::string_view head) {
    std::string html = "<!doctype html>\n<html lang=\"";
    html += danish ? "da" : "en";
    html += "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n";
    html += "<meta name=\"color-scheme\" content=\"light dark\">\n";
    html += head;
    html += "<title>" + std::string(words.title) + " - Tilbage</title>\n</head>\n<body>\n<main>\n<h1>";
    html += words.title;
    html += "</h1>\n<p>";
    html += words.text;
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
    const bool danish = wants_danish(request);
    const auto& words = kWords.at(static_cast<std::size_t>(refusal));
    return page(403, document(danish, danish ? words.danish : words.english, {}));
}

Response going_on_page(const Request& request) {
    const bool danish = wants_danish(request);
    return page(200, document(danish, danish ? kGoingOn.danish : kGoingOn.english,
                              "<meta http-equiv=\"refresh\" content=\"0; url=/\">\n"));
}

}  // namespace tilbage::connect::wizard
