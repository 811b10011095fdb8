package dev.gatehouse.engine.identity;

import dev.gatehouse.people.DirectoryFile;
import dev.gatehouse.people.Groups;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the first admin from the command line: the engine's own setup page is closed, anybody could use it. */
@Component
public class FirstAdmin {
    /** What to type, as it is told in the log and on the login page. */
    public static final String COMMAND = "java -jar target/gatehouse.jar create-admin NAME";

    private static final int SHORTEST_PASSWORD = 10;

    private final IdentityService identity;
    private final TransactionOperations transaction;

    FirstAdmin(IdentityService identity, TransactionOperations transaction) {
        this.identity = identity;
        this.transaction = transaction;
    }

    /** Whether somebody can sign in and look after the others. */
    public boolean exists() {
        return identity.createUserQuery().memberOfGroup(Groups.ADMIN).count() > 0;
    }

    /**
     * Creates an admin.
     *
     * @throws IllegalArgumentException with a sentence, when there is an admin already, the name is taken or unusable,
     *     or the password is shorter than ten characters
     */
    public void create(String name, String password) {
        if (!name.matches(DirectoryFile.ID_PATTERN)) {
            throw new IllegalArgumentException(
                    "The name may have letters, digits and . _ @ - only, and starts with a letter or digit.");
        }
        if (password.length() < SHORTEST_PASSWORD || password.equals(name)) {
            throw new IllegalArgumentException(
                    "The password needs at least " + SHORTEST_PASSWORD + " characters and may not be the name.");
        }
        transaction.executeWithoutResult(status -> {
            if (exists()) {
                throw new IllegalArgumentException(
                        "There is an admin already; more admins are made by an admin, in Camunda Admin.");
            }
            if (identity.createUserQuery().userId(name).count() > 0) {
                throw new IllegalArgumentException("There is an account " + name + " already; choose another name.");
            }
            User user = identity.newUser(name);
            user.setPassword(password);
            identity.saveUser(user);
            identity.createMembership(name, Groups.ADMIN);
        });
    }
}
