/** Streams as Axon's event store keeps them. */
@NullMarked
package io.daybook.view.axon;

import org.jspecify.annotations.NullMarked;
