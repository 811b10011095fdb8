/** The process {@code notice-delivery}: one run for each notice and person that can be mailed. */
@NullMarked
package dev.gatehouse.notice.process;

import org.jspecify.annotations.NullMarked;
