#include "tenant/installed_languages.h"

#include "languages/embedded.h"

namespace tilbage::tenant {

const languages::Languages& installed_languages() {
    static const languages::Languages kLanguages(languages::embedded::mails(), "mails");
    return kLanguages;
}

}  // namespace tilbage::tenant
