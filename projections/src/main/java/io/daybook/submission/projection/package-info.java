/** Submissions as they are read, by clients and by the relay policy. */
@NullMarked
package io.daybook.submission.projection;

import org.jspecify.annotations.NullMarked;
