package dev.gatehouse.engine.identity;

import dev.gatehouse.people.Groups;
import org.camunda.bpm.engine.IdentityService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings accounts and rights to what the directory file and the flows say, before the server takes its first request:
 * all of it or nothing, and one node after the other when several start on one database.
 */
@Component
class IdentityAtStart implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(IdentityAtStart.class);

    private final AccountsAtStart accounts;
    private final RightsAtStart rights;
    private final IdentityService identity;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    IdentityAtStart(
            AccountsAtStart accounts,
            RightsAtStart rights,
            IdentityService identity,
            JdbcClient jdbc,
            TransactionOperations transaction) {
        this.accounts = accounts;
        this.rights = rights;
        this.identity = identity;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            oneNodeAtATime();
            accounts.create();
            rights.grant();
        });
        if (identity.createUserQuery().memberOfGroup(Groups.ADMIN).count() == 0) {
            log.warn("There is no admin yet. Create the first one with: {}", FirstAdmin.COMMAND);
        }
    }

    /** The row that the engine's own nodes queue at when they start; held until the end of the transaction. */
    private void oneNodeAtATime() {
        jdbc.sql("select VALUE_ from ACT_GE_PROPERTY where NAME_ = 'startup.lock' for update")
                .query(String.class)
                .list();
    }
}
