/**
 * Proving what is kept: the journal by its hash chains and by anchors that were put elsewhere, the
 * blobs by their names, the views by the events.
 */
@NullMarked
package io.daybook.proof;

import org.jspecify.annotations.NullMarked;
