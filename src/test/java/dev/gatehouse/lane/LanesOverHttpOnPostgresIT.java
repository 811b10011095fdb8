package dev.gatehouse.lane;

import dev.gatehouse.testing.OnPostgres;

@OnPostgres
class LanesOverHttpOnPostgresIT extends LanesOverHttpIT {}
