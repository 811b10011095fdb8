package dev.gatehouse.disclosure;

import dev.gatehouse.testing.OnPostgres;

/** The same scenario on a real PostgreSQL, under two database roles. */
@OnPostgres
class DisclosureScenarioOnPostgresIT extends DisclosureScenarioIT {}
