/**
 * Proves afterwards that ledger, revisions and checkpoints are what they were, or names the first entry that does not
 * hold.
 *
 * <p>Invariants: only ever reads; shares no code with what writes (not {@code ledger}, not {@code packet}), but is written
 * from the description of the formats there, so that a mistake of the one is not the other's too; trusts nothing that the
 * database says about keys. May depend on {@code java..}, Jackson and the database drivers, the command also on what
 * commands are and on Spring's reading of {@code application.yml}.
 *
 * <p>What each check finds: a changed column, an inserted or a swapped entry by the hash of the entry; a removed one by
 * the gap; a tail that was cut off, a chain that was rewritten and hashed again, by the hashes in the signed checkpoints;
 * a removed or forged checkpoint by its number, the hash of the one before and the signature; a database that was rolled
 * back as a whole by a checkpoint file that was kept elsewhere. What it can't find without such a file: a database rolled
 * back to an earlier moment in every table at once.
 */
@NullMarked
package dev.gatehouse.ledger.verify;

import org.jspecify.annotations.NullMarked;
