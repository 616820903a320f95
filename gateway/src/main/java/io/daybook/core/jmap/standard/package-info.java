/**
 * The standard methods of RFC 8620 section 5, written once: a type brings a table of its properties
 * and says where its records come from and which command changes them.
 */
@NullMarked
package io.daybook.core.jmap.standard;

import org.jspecify.annotations.NullMarked;
