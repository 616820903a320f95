/**
 * The web as the endpoints see it: a request, an answer, a problem. Blocking and free of any
 * framework; {@code io.daybook.gateway} carries it over the wire.
 */
@NullMarked
package io.daybook.core.http;

import org.jspecify.annotations.NullMarked;
