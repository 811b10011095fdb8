/** What tests of several packages share: databases, and what starts and stops with them. */
package dev.gatehouse.testing;
