package dev.gatehouse.disclosure.exchange;

import dev.gatehouse.release.exchange.ReleasePremises;

/** What a document of this flow is checked against that is not in it. */
public interface DisclosurePremises extends ReleasePremises {

    /** Whether the account is one of an agent. */
    boolean isAgent(String id);

    /** Whether that version of the record is here and APPROVED. */
    boolean citable(String register, String key, long version);
}
