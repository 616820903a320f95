/**
 * JMAP itself (RFC 8620): the envelope, dispatch, back-references, the three levels of errors, the
 * standard methods.
 */
@NullMarked
package io.daybook.core.jmap;

import org.jspecify.annotations.NullMarked;
