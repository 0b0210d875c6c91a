#include "adapters/sql/text_list.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tilbage::adapters::sql {
namespace json = boost::json;

std::string text_list(const std::vector<std::string>& texts) {
    return json::serialize(json::array(texts.begin(), texts.end()));
}

std::vector<std::string> read_text_list(const std::string& column) {
    boost::system::error_code code;
    const auto value = json::parse(column, code);
    std::vector<std::string> texts;
    if (code || !value.is_array()) return texts;
    for (const auto& text : value.get_array()) {
        if (text.is_string()) texts.emplace_back(text.get_string());
    }
    return texts;
}

}  // namespace tilbage::adapters::sql
