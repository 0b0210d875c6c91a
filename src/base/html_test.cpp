#include "base/html.h"

#include <gtest/gtest.h>

namespace tilbage::base {
namespace {

TEST(EscapeHtml, LeavesNoWayOutOfAnElementOrAnAttribute) {
    EXPECT_EQ(escape_html(R"(<a href="x">Æ & 'b'</a>)"), "&lt;a href=&quot;x&quot;&gt;Æ &amp; 'b'&lt;/a&gt;");
    EXPECT_EQ(escape_html("&lt;"), "&amp;lt;");
    EXPECT_EQ(escape_html(""), "");
}

}  // namespace
}  // namespace tilbage::base
