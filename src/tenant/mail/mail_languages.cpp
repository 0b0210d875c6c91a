#include "tenant/mail/mail_languages.h"

#include <fmt/format.h>

#include "tenant/mail/mail_page.h"

namespace tilbage::tenant {

core::Mail mail_in(const languages::Words& words, const SayMail& say) {
    auto mail = say(words);
    mail.html = page(words.tag(), mail.html);
    return mail;
}

core::Mail mail_in_every_language(const languages::Languages& all, const SayMail& say) {
    auto mail = say(all.english());
    for (const auto& words : all.all().subspan(1)) {
        const auto other = say(words);
        mail.subject += " / " + other.subject;
        mail.text += "\n--\n\n" + other.text;
        mail.html += fmt::format("<hr>\n<div lang=\"{}\">\n{}</div>\n", words.tag(), other.html);
    }
    mail.html = page(all.english().tag(), mail.html);
    return mail;
}

}  // namespace tilbage::tenant
