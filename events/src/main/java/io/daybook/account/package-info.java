/**
 * The mail account: one stream, one clock; its opening, its limits, the commands that change its
 * mail.
 */
@NullMarked
package io.daybook.account;

import org.jspecify.annotations.NullMarked;
