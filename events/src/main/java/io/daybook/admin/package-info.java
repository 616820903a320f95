/**
 * Administration: the token that opens the admin API, and the record of what was done with it. All
 * of it is one stream.
 */
@NullMarked
package io.daybook.admin;

import org.jspecify.annotations.NullMarked;
