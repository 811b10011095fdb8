package dev.gatehouse.digest;

import dev.gatehouse.testing.OnPostgres;

/** The scenario of flow 4 on the database that production uses. */
@OnPostgres
class DigestScenarioOnPostgresIT extends DigestScenarioIT {}
