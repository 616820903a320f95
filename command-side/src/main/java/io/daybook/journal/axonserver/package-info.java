/**
 * The journal of the cluster product with its events in Axon Server, through the connector's
 * channel of events; all that a log of events cannot hold is in MongoDB.
 */
@NullMarked
package io.daybook.journal.axonserver;

import org.jspecify.annotations.NullMarked;
