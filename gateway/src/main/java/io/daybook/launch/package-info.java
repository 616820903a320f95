/**
 * The command line: what {@code ./daybook} hands to Java becomes checked options for the server or
 * the import.
 */
@NullMarked
package io.daybook.launch;

import org.jspecify.annotations.NullMarked;
