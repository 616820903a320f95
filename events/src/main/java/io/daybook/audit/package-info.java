/**
 * The audit: who did what to which thing, when, from where, with which result, and what it was
 * before. Posted from all streams; nothing waits for it.
 */
@NullMarked
package io.daybook.audit;

import org.jspecify.annotations.NullMarked;
