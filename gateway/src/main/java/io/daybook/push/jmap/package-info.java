/** Push over EventSource (RFC 8620 section 7.3): who listens learns that something has changed. */
@NullMarked
package io.daybook.push.jmap;

import org.jspecify.annotations.NullMarked;
