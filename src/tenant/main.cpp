// tilbage-tenant: the command line.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <string>

#include "adapters/process/process_hardening.h"
#include "tenant/admin_command.h"
#include "tenant/application_command.h"
#include "tenant/check_config_command.h"
#include "tenant/config.h"
#include "tenant/enrolment_code_command.h"
#include "tenant/init_command.h"
#include "tenant/integration_command.h"
#include "tenant/password_reset_command.h"
#include "tenant/run_command.h"

namespace {

using namespace tilbage::tenant;

constexpr int kBadConfig = 2;

int with_config(const std::string& file, const std::function<int(const Config&)>& command) {
    const auto config = load_config(file);
    if (config) return command(*config);
    for (const auto& problem : config.error()) std::fprintf(stderr, "%s\n", problem.c_str());
    return kBadConfig;
}

struct AdminCommands {
    AdminOptions options;
    CLI::App* group = nullptr;
};

// tilbage-tenant admin add|list|remove|set-password|set-roles|reset-second-factor
void add_admin_commands(CLI::App& app, std::string& config_file, AdminCommands& commands) {
    auto& options = commands.options;
    commands.group = app.add_subcommand("admin", "Manage the accounts of administrators.");
    commands.group->require_subcommand(1);
    const auto add = [&](const char* name, const char* description, AdminAction action, bool on_one) {
        auto* command = commands.group->add_subcommand(name, description);
        command->add_option("--config", config_file, "Configuration file")->capture_default_str();
        command->add_option("--tenant", options.tenant, "The tenant's domain, where there are several");
        if (on_one) command->add_option("user", options.user_name, "User name, such as grete@example.org")->required();
        command->callback([&options, action] { options.action = action; });
        return command;
    };
    const auto takes_roles = [&](CLI::App* command) {
        command->add_option("--role", options.roles, "A role, such as \"Helpdesk Administrator\"; can be repeated")
            ->required();
    };
    const auto takes_password = [&](CLI::App* command) {
        command->add_option("--password-file", options.password_file,
                            "A file that only its owner may read; without it a password is made and printed");
    };
    auto* adding = add("add", "Make an administrator.", AdminAction::add, true);
    adding->add_option("--name", options.display_name, "The name that people see, such as Grete Holm");
    takes_roles(adding);
    takes_password(adding);
    add("list", "Print user name, name, roles and second factor of each.", AdminAction::list, false);
    add("remove", "Remove an administrator; every session ends at once.", AdminAction::remove, true);
    takes_password(
        add("set-password", "Give a new password; every session ends at once.", AdminAction::set_password, true));
    takes_roles(add("set-roles", "Replace the roles; it holds from the next call on.", AdminAction::set_roles, true));
    add("reset-second-factor", "Take the second factor away; the next sign-in enrols a new one.",
        AdminAction::reset_second_factor, true);
}

struct ApplicationCommands {
    ApplicationOptions options;
    CLI::App* group = nullptr;
};

// tilbage-tenant application add|list|show|set|remove|new-secret|remove-secret
void add_application_commands(CLI::App& app, std::string& config_file, ApplicationCommands& commands) {
    auto& options = commands.options;
    commands.group = app.add_subcommand("application", "Manage the applications that people sign in to.");
    commands.group->require_subcommand(1);
    const auto add = [&](const char* name, const char* description, ApplicationAction action, const char* on_what) {
        auto* command = commands.group->add_subcommand(name, description);
        command->add_option("--config", config_file, "Configuration file")->capture_default_str();
        command->add_option("--tenant", options.tenant, "The tenant's domain, where there are several");
        if (on_what != nullptr) command->add_option("application", options.id, on_what)->required();
        command->callback([&options, action] { options.action = action; });
        return command;
    };
    const auto takes_settings = [&](CLI::App* command) {
        command->add_option("--redirect-uri", options.redirect_uris,
                            "Where answers go; can be repeated, replaces those before");
        command->add_option("--sign-out-uri", options.sign_out_uris,
                            "Where people may go after signing out; can be repeated, replaces those before");
        command->add_option("--group", options.groups,
                            "Whose members may sign in, by name or id; can be repeated, replaces those before");
        command->add_option("--tell-groups", options.tells_groups,
                            "Tell the application the ids of the person's groups: 0 or 1");
    };
    const auto takes_days = [&](CLI::App* command) {
        command->add_option("--days", options.days, "How long the secret serves")
            ->check(CLI::Range(1, 730))
            ->capture_default_str();
    };
    constexpr const char* kId = "The application's id (client_id)";
    auto* adding = add("add", "Register an application; the secret of a confidential one is printed once.",
                       ApplicationAction::add, "The name that people see, such as Intranet");
    adding->add_flag("--public", options.is_public,
                     "It cannot keep a secret: it runs in a browser or on people's machines");
    takes_settings(adding);
    takes_days(adding);
    add("list", "Print id, name and kind of each.", ApplicationAction::list, nullptr);
    add("show", "Print everything about one, and what to configure there.", ApplicationAction::show, kId);
    auto* setting = add("set", "Change one.", ApplicationAction::set, kId);
    setting->add_option("--name", options.display_name, "The name that people see");
    setting->add_flag("--everyone", options.everyone, "Everybody may sign in, whatever groups were chosen");
    takes_settings(setting);
    add("remove", "Remove one; everything that it holds ends at once.", ApplicationAction::remove, kId);
    takes_days(add("new-secret", "Make one more secret and print it once; there are two at most.",
                   ApplicationAction::new_secret, kId));
    add("remove-secret", "Remove a secret.", ApplicationAction::remove_secret, kId)
        ->add_option("secret", options.secret, "The secret's id, as show prints it")
        ->required();
}

}  // namespace

int main(int argc, char** argv) {
    tilbage::adapters::process::harden_process();
    CLI::App app("Tilbage's tenant: the reset page, and the relay that agents connect to.", "tilbage-tenant");
    app.require_subcommand(1);
    std::string config_file = "/etc/tilbage/tenant.toml";
    const auto add_command = [&](const char* name, const char* description) {
        auto* command = app.add_subcommand(name, description);
        command->add_option("--config", config_file, "Configuration file")->capture_default_str();
        return command;
    };
    InitOptions options;
    auto* init = add_command("init", "Make the store and its tenant, and print a code for the first agent.");
    init->add_option("--tenant", options.domain, "The tenant's domain, such as example.org")->required();
    init->add_option("--name", options.display_name, "The name that people see, such as Example Ltd.")->required();
    init->add_option("--admin", options.admin_user_name, "The first Global Administrator, such as grete@example.org");
    init->add_option("--admin-name", options.admin_display_name, "Their name, such as Grete Holm");
    init->add_option("--admin-password-file", options.admin_password_file,
                     "A file that only its owner may read; without it a password is made and printed");
    auto* run = add_command("run", "Serve until told to end.");
    auto* check = add_command("check-config", "Look for mistakes in the configuration and in what it names.");
    std::string code_domain;
    auto* code = add_command("enrolment-code", "Print a one-time code for one more agent.");
    code->add_option("--tenant", code_domain, "The tenant's domain")->required();

    IntegrationOptions integration_options;
    std::string writeback;
    std::string unlock;
    auto* integration = add_command("integration", "Show or change whether passwords are written back on premises.");
    integration->add_option("--tenant", integration_options.domain, "The tenant's domain")->required();
    integration->add_option("--writeback", writeback, "Write passwords back to the directory")
        ->check(CLI::IsMember({"yes", "no"}));
    integration->add_option("--unlock", unlock, "Let people unlock their account without a new password")
        ->check(CLI::IsMember({"yes", "no"}));
    PasswordResetOptions reset_options;
    auto* reset =
        add_command("password-reset", "Show or change who may reset their password, and reminders that it expires.");
    reset->add_option("--tenant", reset_options.domain, "The tenant's domain")->required();
    reset->add_option("--enabled", reset_options.enabled, "none, selected (the members of --group) or all")
        ->check(CLI::IsMember({"none", "selected", "all"}));
    reset->add_option("--group", reset_options.groups, "A group's name; can be repeated, replaces those chosen before");
    reset->add_option("--methods-required", reset_options.methods_required, "How many methods a person must use")
        ->check(CLI::Range(1, 2));
    std::string reminders;
    std::string reminder_after;
    reset->add_option("--expiry-reminders", reminders, "Remind people by mail before their password expires")
        ->check(CLI::IsMember({"yes", "no"}));
    reset->add_option("--reminder-days", reset_options.reminder_days, "Days before, such as 14,7,3,1")
        ->delimiter(',')
        ->check(CLI::Range(1, 90));
    reset->add_option("--reminder-hour", reset_options.reminder_hour, "The hour of the day")->check(CLI::Range(0, 23));
    reset->add_option("--time-zone", reset_options.time_zone, "Of that hour, such as Europe/Copenhagen");
    reset->add_option("--reminder-after", reminder_after, "Send one more when it has expired")
        ->check(CLI::IsMember({"yes", "no"}));
    AdminCommands admin;
    add_admin_commands(app, config_file, admin);
    ApplicationCommands applications;
    add_application_commands(app, config_file, applications);

    CLI11_PARSE(app, argc, argv);
    if (init->parsed()) return with_config(config_file, [&](const Config& c) { return init_command(c, options); });
    if (run->parsed()) return with_config(config_file, run_command);
    if (check->parsed()) return with_config(config_file, check_config_command);
    if (code->parsed()) {
        return with_config(config_file, [&](const Config& c) { return enrolment_code_command(c, code_domain); });
    }
    if (integration->parsed()) {
        if (!writeback.empty()) integration_options.writeback = writeback == "yes";
        if (!unlock.empty()) integration_options.unlock = unlock == "yes";
        return with_config(config_file, [&](const Config& c) { return integration_command(c, integration_options); });
    }
    if (reset->parsed()) {
        if (!reminders.empty()) reset_options.reminders = reminders == "yes";
        if (!reminder_after.empty()) reset_options.reminder_after = reminder_after == "yes";
        return with_config(config_file, [&](const Config& c) { return password_reset_command(c, reset_options); });
    }
    if (admin.group->parsed()) {
        return with_config(config_file, [&](const Config& c) { return admin_command(c, admin.options); });
    }
    if (applications.group->parsed()) {
        return with_config(config_file, [&](const Config& c) { return application_command(c, applications.options); });
    }
    return 0;
}
