/**
 * A stand-in for Axon Server: the services of its published interface that the connector calls,
 * over gRPC on loopback, with events in memory. What it does was written from the interface's own
 * words and from how the open edition of the server behaves; docs/cluster-axonserver.md lists it.
 */
@NullMarked
package io.daybook.server.axon;

import org.jspecify.annotations.NullMarked;
