/** The invite by mail (iTIP, RFC 5546, in mail as RFC 6047 says), for people whose programs take invites from there. */
@NullMarked
package dev.gatehouse.readout.calendar.mail;

import org.jspecify.annotations.NullMarked;
