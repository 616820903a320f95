/**
 * How submissions leave: the policy that hands them to the next server when they are due, tries
 * again, gives up, and tells the sender. It records before it acts (DESIGN.md D9).
 */
@NullMarked
package io.daybook.submission.relay;

import org.jspecify.annotations.NullMarked;
