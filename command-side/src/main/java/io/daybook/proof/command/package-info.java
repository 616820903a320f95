/** Proofs of the journal and its anchors. */
@NullMarked
package io.daybook.proof.command;

import org.jspecify.annotations.NullMarked;
