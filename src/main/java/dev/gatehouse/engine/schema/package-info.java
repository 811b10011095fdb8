/**
 * How the database comes to be: one migration step, under a lock, before the engine or anything else touches it. It
 * lays the engine's own tables as the engine would, then ours, and gives the runtime role what it may do and no more.
 *
 * <p>Two roles. The <em>owner</em> migrates; the <em>runtime</em> role works and can neither change nor delete what
 * is append-only: ledger, checkpoints, revisions, mirrored records and lanes. Nothing outside this package ever holds the owner's password.
 * Depends on the JDBC drivers, Flyway and Spring's configuration only; the engine is known here by its SQL scripts.
 */
@NullMarked
package dev.gatehouse.engine.schema;

import org.jspecify.annotations.NullMarked;
