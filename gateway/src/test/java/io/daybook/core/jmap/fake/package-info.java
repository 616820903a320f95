/** An account in memory, for the tests of methods: it answers queries and carries out commands. */
@NullMarked
package io.daybook.core.jmap.fake;

import org.jspecify.annotations.NullMarked;
