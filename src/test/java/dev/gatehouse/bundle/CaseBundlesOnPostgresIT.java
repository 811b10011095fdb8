package dev.gatehouse.bundle;

import dev.gatehouse.testing.OnPostgres;

@OnPostgres
class CaseBundlesOnPostgresIT extends CaseBundlesIT {}
