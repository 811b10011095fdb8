/**
 * The door to the ledger of one case: its entries, and whether they hold. Shows what is stored as it is stored, also when
 * it was tampered with.
 */
@NullMarked
package dev.gatehouse.ledger.web;

import org.jspecify.annotations.NullMarked;
