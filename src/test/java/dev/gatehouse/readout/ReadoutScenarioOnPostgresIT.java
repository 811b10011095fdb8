package dev.gatehouse.readout;

import dev.gatehouse.testing.OnPostgres;

/** The same scenario on a real PostgreSQL, under two database roles. */
@OnPostgres
class ReadoutScenarioOnPostgresIT extends ReadoutScenarioIT {}
