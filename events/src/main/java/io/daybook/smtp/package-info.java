/**
 * The words of SMTP (RFC 5321) and its extensions that an envelope is made of, checked against
 * their grammars: what passes here may go onto the wire as it is. Pure.
 */
@NullMarked
package io.daybook.smtp;

import org.jspecify.annotations.NullMarked;
