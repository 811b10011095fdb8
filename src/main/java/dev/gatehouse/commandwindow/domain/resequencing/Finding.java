package dev.gatehouse.commandwindow.domain.resequencing;

import java.time.Instant;

/** What stands in the way at one tested place while everything else is as published. */
record Finding(Instant testedStart, Break broken) {}
