/**
 * What every view needs, whatever it shows: a store of rows with versions, and the following of
 * streams.
 */
@NullMarked
package io.daybook.view;

import org.jspecify.annotations.NullMarked;
