/** Tickets that every node of the cluster can take. */
@NullMarked
package io.daybook.user.command.mongo;

import org.jspecify.annotations.NullMarked;
