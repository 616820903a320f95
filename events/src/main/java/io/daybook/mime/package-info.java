/**
 * Mail messages as octets: parsing them into a {@link io.daybook.mime.Digest}, reading header
 * fields in the forms of RFC 8621 section 4.1, decoding parts, and composing new messages. Pure
 * functions that accept any octets.
 */
@NullMarked
package io.daybook.mime;

import org.jspecify.annotations.NullMarked;
