/**
 * The one login and what lies behind it: who gets to which path, and, for the engine's own REST resources, the list of
 * what may be asked there by whom. Whatever is not listed is refused. Knows the engine by its paths and messages only.
 */
@NullMarked
package dev.gatehouse.web.security;

import org.jspecify.annotations.NullMarked;
