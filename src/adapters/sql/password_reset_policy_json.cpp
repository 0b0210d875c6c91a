#include "adapters/sql/password_reset_policy_json.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

namespace tilbage::adapters::sql {
namespace json = boost::json;

std::string questions_to_json(const core::SecurityQuestionPolicy& questions) {
    json::array custom;
    for (const auto& [number, text] : questions.custom) custom.push_back({{"number", number}, {"text", text}});
    return json::serialize(
        json::object{{"toRegister", questions.to_register},
                     {"toReset", questions.to_reset},
                     {"predefined", json::array(questions.predefined.begin(), questions.predefined.end())},
                     {"custom", std::move(custom)},
                     {"lastCustomNumber", questions.last_custom_number}});
}

core::SecurityQuestionPolicy questions_from_json(std::string_view text) {
    const auto object = json::parse(text).as_object();
    core::SecurityQuestionPolicy questions;
    questions.to_register = object.at("toRegister").to_number<int>();
    questions.to_reset = object.at("toReset").to_number<int>();
    for (const auto& id : object.at("predefined").as_array()) questions.predefined.emplace_back(id.as_string());
    for (const auto& one : object.at("custom").as_array())
        questions.custom.push_back(
            {.number = one.at("number").to_number<int>(), .text = std::string(one.at("text").as_string())});
    questions.last_custom_number = object.at("lastCustomNumber").to_number<int>();
    return questions;
}

std::string reminders_to_json(const core::ReminderSettings& reminders) {
    const auto& days = reminders.days_before;
    return json::serialize(json::object{{"enabled", reminders.enabled},
                                        {"daysBefore", json::array(days.begin(), days.end())},
                                        {"atHour", reminders.at_hour},
                                        {"timeZone", reminders.time_zone},
                                        {"after", reminders.after}});
}

core::ReminderSettings reminders_from_json(std::string_view text) {
    const auto object = json::parse(text).as_object();
    core::ReminderSettings reminders;
    reminders.enabled = object.at("enabled").as_bool();
    reminders.days_before.clear();
    for (const auto& day : object.at("daysBefore").as_array()) reminders.days_before.push_back(day.to_number<int>());
    reminders.at_hour = object.at("atHour").to_number<int>();
    reminders.time_zone = object.at("timeZone").as_string();
    reminders.after = object.at("after").as_bool();
    return reminders;
}

std::string texts_by_language_to_json(const std::map<std::string, std::string>& texts) {
    json::object object;
    for (const auto& [language, text] : texts) object[language] = text;
    return json::serialize(object);
}

std::map<std::string, std::string> texts_by_language_from_json(std::string_view text) {
    std::map<std::string, std::string> texts;
    const auto value = json::parse(text);
    for (const auto& [language, one] : value.as_object()) texts[language] = std::string(one.as_string());
    return texts;
}

}  // namespace tilbage::adapters::sql
