package dev.gatehouse.disclosure.exchange;

import java.time.Instant;
import java.util.Optional;

/** What a document is checked against that is not in it. */
public interface DisclosurePremises {

    /** Whether somebody with this id exists and is a person, not a service account. */
    boolean isPerson(String id);

    /** Whether the account is one of an agent. */
    boolean isAgent(String id);

    /** Whether that version of the record is here and APPROVED. */
    boolean citable(String register, String key, long version);

    /** Who releases in this case of this flow; empty when there is no such case. */
    Optional<String> releaseOwnerOf(String caseId);

    /** The time by which a live request is judged. */
    Instant now();
}
