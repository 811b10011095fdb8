/**
 * The engine as the keeper of accounts: its identity tables behind {@link dev.gatehouse.people.Directory}, accounts and
 * authorizations that exist from the first start on, the password check behind the one login, and the engine settings
 * that close what the product does not use. Nothing in here knows a flow.
 */
@NullMarked
package dev.gatehouse.engine.identity;

import org.jspecify.annotations.NullMarked;
