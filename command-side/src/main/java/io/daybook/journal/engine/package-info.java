/** What Axon's engines of both journals share: how events are given to Axon and taken from it. */
@NullMarked
package io.daybook.journal.engine;

import org.jspecify.annotations.NullMarked;
