package dev.gatehouse.recovery;

import dev.gatehouse.testing.OnPostgres;

/** The same on a real PostgreSQL, under two database roles. */
@OnPostgres
class RecoveryDelegatesOnPostgresIT extends RecoveryDelegatesIT {}
