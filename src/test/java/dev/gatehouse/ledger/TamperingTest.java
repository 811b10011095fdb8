package dev.gatehouse.ledger;

import dev.gatehouse.testing.StoreDatabase;

class TamperingTest extends TamperingContract {
    @Override
    StoreDatabase database() {
        return StoreDatabase.h2();
    }
}
