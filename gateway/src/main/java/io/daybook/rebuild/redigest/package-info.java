/**
 * Reading messages again by a newer parser: a policy, which says in the journal what came of it.
 */
@NullMarked
package io.daybook.rebuild.redigest;

import org.jspecify.annotations.NullMarked;
