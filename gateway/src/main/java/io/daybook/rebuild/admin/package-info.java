/** Rebuilds in the admin API and on the command line. */
@NullMarked
package io.daybook.rebuild.admin;

import org.jspecify.annotations.NullMarked;
