package dev.gatehouse.commandwindow;

import dev.gatehouse.testing.OnPostgres;

/** The same scenario on a real PostgreSQL, under two database roles. */
@OnPostgres
class CommandWindowScenarioOnPostgresIT extends CommandWindowScenarioIT {}
