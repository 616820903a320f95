/** The application: Daybook as one server, from the socket to the endpoints of every slice. */
@NullMarked
package io.daybook.gateway;

import org.jspecify.annotations.NullMarked;
