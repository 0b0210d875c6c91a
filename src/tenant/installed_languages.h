// The languages of this installation: what it was built with (languages/*.json), and what the tenant's mails and text
// messages say in each. Any thread.
#pragma once

#include "languages/languages.h"

namespace tilbage::tenant {

[[nodiscard]] const languages::Languages& installed_languages();

}  // namespace tilbage::tenant
