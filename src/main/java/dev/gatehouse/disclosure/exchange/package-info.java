/**
 * The disclosure packet between JSON and the domain: what is wrong with what is sent, the form whose hash people sign, and
 * refusals in sentences.
 */
@NullMarked
package dev.gatehouse.disclosure.exchange;

import org.jspecify.annotations.NullMarked;
