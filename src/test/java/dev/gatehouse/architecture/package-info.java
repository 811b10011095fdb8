/**
 * What may know what, as rules over the compiled classes. Each rule is proven once against the classes in
 * {@code planted}, which break it on purpose.
 */
package dev.gatehouse.architecture;
