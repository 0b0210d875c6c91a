// The languages of an installation, and what each says: one section of languages/*.json, such as "mails". Values that
// never change; any thread.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "languages/language_file.h"
#include "languages/message.h"

namespace tilbage::languages {

// One section in one language. Cheap to copy. What it cannot say, a message that is missing or broken, it says in
// English: tests find it, people do not.
class Words {
public:
    Words(std::shared_ptr<const Language> language, std::shared_ptr<const Language> english, std::string section);

    [[nodiscard]] const std::string& tag() const { return language_->tag; }        // "da", for `lang=`
    [[nodiscard]] const std::string& name() const { return language_->name; }      // "Dansk"
    [[nodiscard]] const std::string& locale() const { return language_->locale; }  // "da-DK"

    template <Name... names>
    [[nodiscard]] std::string say(const Message<names...>& message, const With<names>&... values) const {
        return say(message.key, {values.argument...});
    }
    // Every item of an array.
    template <Name... names>
    [[nodiscard]] std::vector<std::string> say(const MessageList<names...>& list, const With<names>&... values) const {
        return say_list(list.key, {values.argument...});
    }

private:
    [[nodiscard]] std::string say(std::string_view key, std::initializer_list<Argument> arguments) const;
    [[nodiscard]] std::vector<std::string> say_list(std::string_view key,
                                                    std::initializer_list<Argument> arguments) const;

    std::shared_ptr<const Language> language_;
    std::shared_ptr<const Language> english_;
    std::string section_;
};

class Languages {
public:
    // A file that cannot be read is left out (mistakes.h finds it before it is built in).
    Languages(std::span<const LanguageFile> files, std::string_view section);

    [[nodiscard]] std::span<const Words> all() const { return all_; }          // English first, then by tag
    [[nodiscard]] std::span<const std::string> tags() const { return tags_; }  // in the same order
    [[nodiscard]] const Words& english() const { return all_.front(); }
    [[nodiscard]] bool has(std::string_view tag) const;
    [[nodiscard]] bool knows(
        std::string_view locale) const;  // whether for_locale() finds more than English in its place

    // English where there is no better one. See negotiation.h for what is understood.
    [[nodiscard]] const Words& for_locale(std::string_view locale) const;
    [[nodiscard]] const Words& for_accept_language(std::string_view header) const;

private:
    std::vector<Words> all_;
    std::vector<std::string> tags_;
};

}  // namespace tilbage::languages
