#include "adapters/http/static_files.h"

#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace tilbage::adapters::http {
namespace {

std::string header(const Response& response, std::string_view name) {
    for (const auto& entry : response.headers)
        if (entry.name == name) return entry.value;
    return {};
}

class StaticFilesTest : public ::testing::Test {
protected:
    StaticFilesTest() {
        dir_.write("index.html", "<p>home");
        dir_.write("reset/index.html", "<p>reset");
        dir_.write("assets/app-3fK9x2Qa.js", "plain script");
        dir_.write("assets/app-3fK9x2Qa.js.br", "br");
        dir_.write("assets/app-3fK9x2Qa.js.gz", "gz");
        dir_.write("assets/some-settings.css", "p{}");
        dir_.write("archive.gz", "an archive of its own");
        dir_.write(".hidden", "secret");
        dir_.write(".git/config", "secret");
    }
    StaticFiles load() {
        auto files = StaticFiles::load(dir_.path());
        EXPECT_TRUE(files) << (files ? "" : files.error().message);
        return std::move(*files);
    }
    static Request get(std::string path, std::vector<Header> headers = {}) {
        Request request;
        request.method = "GET";
        request.path = std::move(path);
        request.headers = std::move(headers);
        return request;
    }

    tilbage::testing::TempDir dir_;
};

TEST_F(StaticFilesTest, ServesAFileWithItsTypeAndAStrongEtag) {
    const auto answer = load().serve(get("/assets/some-settings.css"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200U);
    EXPECT_EQ(answer->content(), "p{}");
    EXPECT_EQ(answer->content_type, "text/css; charset=utf-8");
    EXPECT_EQ(header(*answer, "ETag").front(), '"');
}

TEST_F(StaticFilesTest, AFolderAnswersWithItsIndex) {
    const StaticFiles files = load();
    EXPECT_EQ(files.serve(get("/"))->content(), "<p>home");
    EXPECT_EQ(files.serve(get("/reset"))->content(), "<p>reset");
    EXPECT_EQ(files.serve(get("/reset/"))->content(), "<p>reset");
    EXPECT_EQ(files.serve(get("/anything"), "/reset/index.html")->content(), "<p>reset");
    EXPECT_EQ(*files.text("/index.html"), "<p>home");
    EXPECT_EQ(files.text("/nowhere"), nullptr);
}

TEST_F(StaticFilesTest, TellsHowLongAFileMayBeKept) {
    const StaticFiles files = load();
    EXPECT_EQ(header(*files.serve(get("/")), "Cache-Control"), "no-store");
    EXPECT_EQ(header(*files.serve(get("/assets/app-3fK9x2Qa.js")), "Cache-Control"),
              "public, max-age=31536000, immutable");
    EXPECT_EQ(header(*files.serve(get("/assets/some-settings.css")), "Cache-Control"), "no-cache");
}

TEST_F(StaticFilesTest, ChoosesTheBestEncodingThatTheClientTakes) {
    const StaticFiles files = load();
    const auto with = [&](const std::string& accept) {
        return *files.serve(get("/assets/app-3fK9x2Qa.js", {{"accept-encoding", accept}}));
    };
    EXPECT_EQ(with("gzip, deflate, br").content(), "br");
    EXPECT_EQ(header(with("br"), "Content-Encoding"), "br");
    EXPECT_EQ(with("gzip;q=0.5, identity").content(), "gz");
    EXPECT_EQ(with("br;q=0, gzip").content(), "gz");
    EXPECT_EQ(with("br; q=0.000, gzip;q=0").content(), "plain script");
    EXPECT_EQ(with("").content(), "plain script");
    EXPECT_EQ(with("brotli").content(), "plain script");
    EXPECT_EQ(header(with(""), "Vary"), "Accept-Encoding");
    EXPECT_EQ(with("br").content_type, "text/javascript; charset=utf-8");
    EXPECT_NE(header(with("br"), "ETag"), header(with(""), "ETag"));
}

TEST_F(StaticFilesTest, AnswersWith304WhenTheClientHasIt) {
    const StaticFiles files = load();
    const auto etag = header(*files.serve(get("/")), "ETag");
    const auto status = [&](const std::string& value) {
        return files.serve(get("/", {{"If-None-Match", value}}))->status;
    };
    EXPECT_EQ(status(etag), 304U);
    EXPECT_EQ(status("\"other\", W/" + etag), 304U);
    EXPECT_EQ(status("*"), 304U);
    EXPECT_EQ(status("\"other\""), 200U);
    EXPECT_EQ(status(" , "), 200U);
    EXPECT_TRUE(files.serve(get("/", {{"If-None-Match", etag}}))->content().empty());
}

TEST_F(StaticFilesTest, NeverLeavesTheFolder) {
    std::filesystem::create_symlink("/etc/passwd", dir_.path() / "passwd");
    std::filesystem::create_symlink("/etc", dir_.path() / "etc");
    std::filesystem::create_symlink(dir_.path() / "index.html", dir_.path() / "inside.html");
    const StaticFiles files = load();
    for (const char* path : {"/../etc/passwd", "/reset/../index.html", "//index.html", "/./index.html", "/passwd",
                             "/etc/passwd", "/.hidden", "/.git/config", "index.html", "", "/index.html/", "/assets"})
        EXPECT_FALSE(files.serve(get(path))) << path;
    EXPECT_EQ(files.serve(get("/inside.html"))->content(), "<p>home");
}

TEST_F(StaticFilesTest, AnEncodedFormIsNoFileOfItsOwnUnlessItStandsAlone) {
    const StaticFiles files = load();
    EXPECT_FALSE(files.serve(get("/assets/app-3fK9x2Qa.js.br")));
    EXPECT_EQ(files.serve(get("/archive.gz"))->content(), "an archive of its own");
}

TEST_F(StaticFilesTest, OtherMethodsAreRefused) {
    Request request = get("/");
    request.method = "POST";
    const auto answer = load().serve(request);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 405U);
    EXPECT_EQ(header(*answer, "Allow"), "GET, HEAD");
}

TEST_F(StaticFilesTest, AMissingFolderIsNamed) {
    const auto files = StaticFiles::load("/nowhere/web");
    ASSERT_FALSE(files);
    EXPECT_NE(files.error().message.find("/nowhere/web"), std::string::npos);
}

}  // namespace
}  // namespace tilbage::adapters::http
