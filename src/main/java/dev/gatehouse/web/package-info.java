/**
 * What every HTTP door shares: how errors look (RFC 9457), what the API's description says, what this server is. Holds
 * no rule of any flow.
 */
@NullMarked
package dev.gatehouse.web;

import org.jspecify.annotations.NullMarked;
