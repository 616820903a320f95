/** Works out what it takes to go back: pure plans, and where the past is read from. */
@NullMarked
package io.daybook.undo.query;

import org.jspecify.annotations.NullMarked;
