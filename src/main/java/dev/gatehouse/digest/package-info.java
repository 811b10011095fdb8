/**
 * Flow 4: the digest of a runbook's publication. A publication counts only as the repository itself shows it; what the
 * digest says is either structure of two revisions, compared by hash, or stands in approved records; every claim carries
 * its sources; one revision is shared by its named reviewer. May depend on the shared packages, never on another flow.
 */
@NullMarked
package dev.gatehouse.digest;

import org.jspecify.annotations.NullMarked;
