/**
 * One run of a flow is a case. This package keeps the row that names it, the lock that puts everything about one case in
 * a line, and the doors to read it. Whoever writes a case's revisions, gates or ledger holds its lock.
 */
@NullMarked
package dev.gatehouse.cases;

import org.jspecify.annotations.NullMarked;
