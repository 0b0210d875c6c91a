#include "adapters/sql/connection.h"

#include <functional>
#include <sqlite3.h>
#include <unordered_map>

#include "base/unicode.h"

namespace tilbage::adapters::sql {
namespace {

using base::ErrorCode;

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementPtr = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

struct Statement {
    StatementPtr prepared;
    std::vector<int> places;  // SQLite's number of $1, $2, …; it counts names by their first appearance
};

// Leaves a cached statement without a lock and without our data in it.
struct ResetLater {
    sqlite3_stmt* statement;
    ~ResetLater() {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
};

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

ErrorCode code_of(int extended) {
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
            return ErrorCode::conflict;
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return ErrorCode::not_found;
        default:
            break;
    }
    switch (extended & 0xff) {
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_TOOBIG:
            return ErrorCode::invalid_argument;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_FULL:
        case SQLITE_IOERR:
            return ErrorCode::unavailable;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::corrupt;
        case SQLITE_CANTOPEN:
            return ErrorCode::not_found;
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return ErrorCode::permission_denied;
        default:
            return ErrorCode::internal;
    }
}

Value column_value(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return std::int64_t{sqlite3_column_int64(statement, column)};
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
        }
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, column));
            return base::Bytes(bytes, bytes + sqlite3_column_bytes(statement, column));
        }
        default:
            return Null{};  // and FLOAT, which no table of ours has
    }
}

Row read_row(sqlite3_stmt* statement) {
    const int count = sqlite3_column_count(statement);
    std::vector<Value> columns;
    columns.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) columns.push_back(column_value(statement, i));
    return Row(std::move(columns));
}

// The values outlive the step, so nothing is copied.
struct Binder {
    sqlite3_stmt* statement;
    int index;
    int operator()(Null) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
    int operator()(const std::string& text) const {
        return sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(const base::Bytes& bytes) const {
        return sqlite3_bind_blob64(statement, index, bytes.empty() ? "" : static_cast<const void*>(bytes.data()),
                                   bytes.size(), SQLITE_STATIC);
    }
};

// fold_case(text): the same folding that stores do before they write, for migrations that fill a folded column.
void fold_case(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
    const std::string folded = text == nullptr ? std::string() : base::fold_case(text);
    sqlite3_result_text64(context, folded.data(), folded.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

bool add_functions(sqlite3* database) {
    return sqlite3_create_function_v2(database, "fold_case", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                      nullptr, &fold_case, nullptr, nullptr, nullptr) == SQLITE_OK;
}

// Statements that are kept. Most are constants; a client's filters make others, without end.
constexpr std::size_t kKeptStatements = 512;

// trusted_schema=OFF: a file made by somebody else cannot run functions through its views or triggers. secure_delete:
// what is deleted is overwritten with zeros, so that codes and sealed passwords do not linger in free pages.
constexpr const char* kCommonPragmas =
    "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA recursive_triggers=ON; PRAGMA temp_store=MEMORY;";
constexpr const char* kWriterPragmas =
    "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON; PRAGMA journal_size_limit=4194304;";

}  // namespace

struct Connection::Impl {
    std::unique_ptr<sqlite3, CloseDatabase> database;
    std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements;
    std::atomic<bool>* damaged = nullptr;

    tl::unexpected<base::Error> error() const {
        const auto code = code_of(sqlite3_extended_errcode(database.get()));
        if (code == ErrorCode::corrupt && damaged != nullptr) *damaged = true;
        return base::fail(code, std::string("database: ") + sqlite3_errmsg(database.get()));
    }

    const Statement* prepare(std::string_view sql) {
        if (const auto known = statements.find(sql); known != statements.end()) return &known->second;
        if (statements.size() >= kKeptStatements) statements.clear();  // none runs: query() steps to the end
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v3(database.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &raw, nullptr) != SQLITE_OK)
            return nullptr;
        Statement statement{.prepared = StatementPtr(raw), .places = {}};
        const int count = sqlite3_bind_parameter_count(raw);
        for (int i = 1; i <= count; ++i)
            statement.places.push_back(sqlite3_bind_parameter_index(raw, ("$" + std::to_string(i)).c_str()));
        return &statements.emplace(std::string(sql), std::move(statement)).first->second;
    }

    static bool bind(const Statement& statement, const std::vector<Value>& parameters) {
        if (statement.places.size() != parameters.size()) return false;
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const int place = statement.places[i];
            if (place == 0 || std::visit(Binder{statement.prepared.get(), place}, parameters[i]) != SQLITE_OK)
                return false;
        }
        return true;
    }
};

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::~Connection() = default;

base::Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, const Settings& settings) {
    auto impl = std::make_unique<Impl>();
    impl->damaged = settings.damaged;
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &raw,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    impl->database.reset(raw);
    if (code != SQLITE_OK)
        return base::fail(code_of(code), "cannot open database " + path + ": " + sqlite3_errstr(code));
    if (!add_functions(raw)) return impl->error();
    std::unique_ptr<Connection> connection(new Connection(std::move(impl)));
    connection->wait_for_lock(kPatience);
    std::string pragmas = kCommonPragmas + ("PRAGMA cache_size=-" + std::to_string(settings.cache_kib) + ";");
    if (settings.role == Role::writer) {
        pragmas += kWriterPragmas;
        pragmas += "PRAGMA wal_autocheckpoint=" + std::to_string(settings.checkpoint_pages) + ";";
        pragmas += settings.sync_every_commit ? "PRAGMA synchronous=FULL;" : "PRAGMA synchronous=NORMAL;";
    } else {
        pragmas += "PRAGMA query_only=ON;";
    }
    if (auto done = connection->script(pragmas); !done)
        return base::fail(done.error().code, "cannot open database " + path + ": " + done.error().message);
    return connection;
}

base::Result<QueryResult> Connection::query(std::string_view sql, const std::vector<Value>& parameters) {
    const Statement* known = impl_->prepare(sql);
    if (known == nullptr) return impl_->error();
    sqlite3_stmt* statement = known->prepared.get();
    ResetLater reset{statement};
    if (!Impl::bind(*known, parameters))
        return base::fail(ErrorCode::internal, "database: parameters do not match the statement: " + std::string(sql));
    QueryResult result;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) result.rows.push_back(read_row(statement));
    if (code != SQLITE_DONE) return impl_->error();
    result.affected = sqlite3_changes64(impl_->database.get());
    return result;
}

base::Result<void> Connection::script(const std::string& sql) {
    if (sqlite3_exec(impl_->database.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return impl_->error();
    return {};
}

void Connection::wait_for_lock(std::chrono::milliseconds patience) {
    sqlite3_busy_timeout(impl_->database.get(), static_cast<int>(patience.count()));
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(impl_->database.get()) == 0; }

}  // namespace tilbage::adapters::sql
