package dev.gatehouse.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everybody who has an account, as of now: every call reads what holds at that moment, so that somebody who left a group
 * a second ago is no longer in it. Unknown ids belong to nothing and are nobody.
 */
public interface Directory {

    /** True for a human's account; false for agents, source systems and unknown ids. */
    boolean isPerson(String id);

    /** True for any account, human or not. */
    boolean exists(String id);

    /** The e-mail address in the account's profile; empty where it has none, and for unknown ids. */
    Optional<String> addressOf(String id);

    /** Ids of the groups this account is in; empty for unknown ids. */
    Set<String> groupsOf(String id);

    /** Ids of all accounts, human or not, in their order. */
    List<String> accounts();

    /** Ids of the accounts in this group, in the order of their ids; empty for unknown groups. */
    List<String> membersOf(String group);

    /** The CloudEvents {@code source} (a URN) that this account speaks for; empty for whoever is no source system. */
    Optional<String> sourceOf(String account);

    /** The registers that this account mirrors; empty for whoever mirrors none. */
    Set<String> registersOf(String account);

    /** Every register that some account mirrors. */
    Set<String> registers();

    /** True for a source system or an agent: accounts that may never open a gate. */
    boolean isMachine(String id);
}
