#include "connect/agent_words.h"

#include "languages/embedded.h"

namespace tilbage::connect {

const languages::Languages& agent_languages() {
    static const languages::Languages all(languages::embedded::agent(), "agent");
    return all;
}

}  // namespace tilbage::connect
