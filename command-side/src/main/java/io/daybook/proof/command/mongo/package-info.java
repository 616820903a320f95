/** Anchors in the MongoDB of the cluster product. */
@NullMarked
package io.daybook.proof.command.mongo;

import org.jspecify.annotations.NullMarked;
