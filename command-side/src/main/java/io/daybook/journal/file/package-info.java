/** Keys and locks of the journal as plain files of the data folder. */
@NullMarked
package io.daybook.journal.file;

import org.jspecify.annotations.NullMarked;
