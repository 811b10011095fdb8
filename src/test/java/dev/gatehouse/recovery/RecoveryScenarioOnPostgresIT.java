package dev.gatehouse.recovery;

import dev.gatehouse.testing.OnPostgres;

/** The same scenario on a real PostgreSQL, under two database roles. */
@OnPostgres
class RecoveryScenarioOnPostgresIT extends RecoveryScenarioIT {}
