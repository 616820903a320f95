/**
 * What every slice speaks: ids, the marks of events and commands, decisions, states. Knows no slice
 * and no framework.
 */
@NullMarked
package io.daybook.core;

import org.jspecify.annotations.NullMarked;
