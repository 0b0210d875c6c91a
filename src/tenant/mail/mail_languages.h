// A mail in one language or in all of them. Any thread.
#pragma once

#include <functional>

#include "core/ports/mail_outbox.h"
#include "languages/languages.h"

namespace tilbage::tenant {

// Subject, text, and the HTML of the body alone.
using SayMail = std::function<core::Mail(const languages::Words&)>;

[[nodiscard]] core::Mail mail_in(const languages::Words& words, const SayMail& say);
// In English and then in every other language, one below the other: to those whose language nobody knows.
[[nodiscard]] core::Mail mail_in_every_language(const languages::Languages& all, const SayMail& say);

}  // namespace tilbage::tenant
