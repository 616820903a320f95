/**
 * What was refused: calls that an account's rules did not allow, and sign-ins that failed. Refusals
 * change nothing and append nothing by themselves; what is noted of them is counted and bounded, in
 * a stream of its own, so that the audit can tell of them.
 */
@NullMarked
package io.daybook.refusal;

import org.jspecify.annotations.NullMarked;
