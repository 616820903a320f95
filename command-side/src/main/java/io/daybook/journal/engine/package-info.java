/**
 * Axon's engine on any journal, what it asks of a journal, and what journals with several nodes
 * share.
 */
@NullMarked
package io.daybook.journal.engine;

import org.jspecify.annotations.NullMarked;
