/**
 * Octets by content: messages and uploads, reached only through the links of an account (RFC 8620
 * section 6).
 */
@NullMarked
package io.daybook.blob;

import org.jspecify.annotations.NullMarked;
