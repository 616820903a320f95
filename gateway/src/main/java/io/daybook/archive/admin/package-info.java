/**
 * Archives of accounts over the admin API: exported as a stream, imported after they were proved.
 */
@NullMarked
package io.daybook.archive.admin;

import org.jspecify.annotations.NullMarked;
