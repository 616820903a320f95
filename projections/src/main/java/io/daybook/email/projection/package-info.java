/** Emails as they are read: rows, columns, and the index of their text. */
@NullMarked
package io.daybook.email.projection;

import org.jspecify.annotations.NullMarked;
